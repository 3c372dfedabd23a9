import { Agent, request } from 'node:http'

export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
export interface Load {
  /** Answered a second. */
  readonly rate: number
  /** Milliseconds of each. */
  readonly times: readonly number[]
}

/** Keeps `connections` requests on their way for as long, and throws where one is not answered with 2xx. */
export async function load(
  address: string,
  next: (n: number) => Asked,
  { connections, forMs }: { readonly connections: number; readonly forMs: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  const began = performance.now()
  let n = 0
  const one = async () => {
    while (performance.now() - began < forMs) {
      const sent = performance.now()
      await ask(agent, address, next(n++))
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const took = performance.now() - began
  agent.destroy()
  return { rate: (times.length * 1000) / took, times }
}

function ask(agent: Agent, address: string, { method = 'GET', path, headers = {}, body }: Asked): Promise<string> {
  return new Promise((answered, failed) => {
    const sent = request(new URL(path, address), { agent, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      response.on('end', () => {
        const { statusCode = 0 } = response
        if (statusCode >= 200 && statusCode < 300) answered(text)
        else failed(new Error(`${method} ${path}: ${statusCode} ${text}`))
      })
    })
    sent.on('error', failed)
    sent.end(body)
  })
}

/** One request, and what was answered. */
export async function askOnce(address: string, asked: Asked): Promise<unknown> {
  const agent = new Agent()
  return JSON.parse(await ask(agent, address, asked))
}
