import { z } from 'zod'
import { route } from '#platform/record/resource.ts'

export interface MailStateJson {
  /** Is the asker the host: the owner of the only organisation of this installation, samples apart? Others learn nothing more. */
  readonly isHost: boolean
  /** From the environment of the server; null where none is set or what is set can't be read. */
  readonly server: {
    readonly host: string
    readonly port: number
    readonly from: string
    readonly isSecure: boolean
  } | null
  /** What is wrong with what is set, in the reader's language. */
  readonly problem: string | null
  /** Mails that could not go out. */
  readonly unsent: number
}
export interface MailTestJson {
  readonly to: string
  readonly host: string
  /** What the mail server answered. */
  readonly answer: string
}

/** Mail of the installation: set in the environment, looked at and tried by its host. */
export const mail = {
  mail: {
    state: route<Record<never, never>, MailStateJson>({
      method: 'GET',
      path: '/installation/mail',
      tag: 'installation',
      summary: 'Which mail server is set, and how many mails wait',
      meta: { may: {}, writes: false, scope: 'installation:read' },
      input: () => z.strictObject({}),
      output: () =>
        z.object({
          isHost: z.boolean(),
          server: z.object({ host: z.string(), port: z.int(), from: z.string(), isSecure: z.boolean() }).nullable(),
          problem: z.string().nullable(),
          unsent: z.int(),
        }),
    }),
    test: route<Record<never, never>, MailTestJson>({
      method: 'POST',
      path: '/installation/mail/test',
      tag: 'installation',
      summary: 'Send a test mail to myself and say what the mail server answers',
      meta: { may: {}, writes: true, scope: 'installation:write' },
      input: () => z.strictObject({}),
      output: () => z.object({ to: z.string(), host: z.string(), answer: z.string() }),
    }),
  },
}
