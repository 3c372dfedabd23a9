import { createServer, type Socket } from 'node:net'
import { afterEach } from 'vitest'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Enough of a mail server: takes mails, or answers one of its words otherwise. */
export async function mailServer(answers: Readonly<Record<string, string>> = {}) {
  const mails: string[] = []
  const server = createServer((socket) => serve(socket, answers, mails))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  ends.push(() => server.close())
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  return {
    mails,
    env: { FARSAIL_SMTP_URL: `smtp://127.0.0.1:${port}`, FARSAIL_MAIL_FROM: 'Farsail <sales@haiyue.example>' },
  }
}

function serve(socket: Socket, answers: Readonly<Record<string, string>>, mails: string[]): void {
  let [waiting, mail]: [string, string | null] = ['', null]
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 mail.test')
  socket.on('error', () => {})
  socket.on('data', (part) => {
    waiting += part.toString('utf8')
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      if (mail !== null && line !== '.') mail += `${line}\n`
      else if (mail !== null) {
        mails.push(mail)
        mail = null
        say('250 queued as 42')
      } else {
        const word = line.slice(0, 4).toUpperCase()
        if (answers[word]) say(answers[word])
        else if (word === 'EHLO') say('250-mail.test\r\n250-AUTH PLAIN\r\n250 8BITMIME')
        else if (word === 'DATA') {
          mail = ''
          say('354 go on')
        } else if (word === 'QUIT') socket.end('221 bye\r\n')
        else say('250 fine')
      }
    }
  })
}
