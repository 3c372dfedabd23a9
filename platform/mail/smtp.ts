import nodemailer from 'nodemailer'
import { Fault } from '#ledger/rules/fault.ts'
import type { Mail, SendMail } from '#platform/auth/server/unsentMails.ts'

/** The mail server that the host has set. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps); else STARTTLS where the server offers it, and always where a password is sent. */
  readonly isSecure: boolean
  readonly login: { readonly user: string; readonly pass: string } | null
  readonly from: string
}
const waitMs = 20_000

/** From FARSAIL_SMTP_URL and FARSAIL_MAIL_FROM; null where none is set. Throws Faults `mail.url_wrong`, `mail.from_missing`. */
export function mailServerIn(env: NodeJS.ProcessEnv): MailServer | null {
  const { FARSAIL_SMTP_URL: given, FARSAIL_MAIL_FROM: from } = env
  if (!given) return null
  const url = URL.parse(given)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') throw new Fault('mail.url_wrong')
  if (!from || !/[^@\s]+@[^@\s]+/.test(from)) throw new Fault('mail.from_missing', { value: from ?? '' })
  const isSecure = url.protocol === 'smtps:'
  const { username, password } = url
  return {
    host: url.hostname,
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    login: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null,
    from,
  }
}

/** Sends one mail, as text and as HTML; what the server answered. Throws Faults `mail.…` that say in plain words what is wrong. */
export async function sendBy(server: MailServer, mail: Mail): Promise<string> {
  const { host, port, isSecure, login, from } = server
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: login !== null && !isSecure && !isThisMachine(host),
    ...(login === null ? {} : { auth: login }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { to, subject, text } = mail
    return (await transport.sendMail({ from, to, subject, text, html: htmlOf(text) })).response
  } catch (error) {
    throw refusalOf(error, server, mail.to)
  } finally {
    transport.close()
  }
}
const isThisMachine = (host: string) => /^(localhost|127\.|\[?::1\]?$)/.test(host)

export const mailerBy = (server: MailServer | null): SendMail | null =>
  server === null
    ? null
    : async (mail) => {
        await sendBy(server, mail)
      }

function refusalOf(error: unknown, { host, port }: MailServer, to: string): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const value = 'response' in error && error.response ? String(error.response) : error.message
  const about = { value, host, port }
  if (code === 'EAUTH' || code === 'ENOAUTH') return new Fault('mail.login_refused', about)
  if (code === 'ETLS' || /certificate|SSL|TLS/i.test(error.message)) return new Fault('mail.tls_failed', about)
  if (code === 'EENVELOPE') return new Fault('mail.address_refused', { ...about, to })
  if (code === 'EMESSAGE') return new Fault('mail.refused', about)
  return new Fault('mail.unreachable', about)
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** Paragraphs and links, and nothing else: it looks right everywhere and fetches nothing. */
export function htmlOf(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((part) =>
      escaped(part)
        .replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
        .replaceAll('\n', '<br>'),
    )
  return `<!doctype html><html><body style="font-family:sans-serif;line-height:1.6">${paragraphs.map((one) => `<p>${one}</p>`).join('')}</body></html>`
}
