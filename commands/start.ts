import { type Command, Usage } from '#platform/cli/command.ts'
import { publicUrl, whereOf } from '#platform/cli/here.ts'
import { say } from '#platform/text/messages.ts'
import { start } from '../main.ts'

export const startCommand: Command = {
  name: 'start',
  usage: '[--port 3000] [--host 127.0.0.1] [--data DIR]',
  options: { port: { type: 'string' }, host: { type: 'string' } },
  async run(call) {
    const port = Number(call.text('port') ?? process.env['PORT'] ?? 3000)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Usage(say(call.locale, 'cli.port_invalid', { value: call.text('port') ?? '' }))
    const running = await start({
      where: whereOf(call, true),
      host: call.text('host') ?? '127.0.0.1',
      port,
      publicUrl: publicUrl(),
    })
    process.stdout.write(
      call.flag('json')
        ? `${JSON.stringify({ address: running.opens })}\n`
        : `${say(call.locale, 'cli.serving', { address: running.opens })}\n`,
    )
    await new Promise<void>((ended) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended())
    })
    await running.stop()
    return { json: undefined, lines: [] }
  },
}
