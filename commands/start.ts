import cluster from 'node:cluster'
import { type Command, type CommandCall, Usage } from '#platform/cli/command.ts'
import { publicUrl, whereOf } from '#platform/cli/here.ts'
import { workersMost } from '#platform/cli/workers.ts'
import { say } from '#platform/text/messages.ts'
import { type Demo, type Start, start, startWorkers } from '../main.ts'

export const startCommand: Command = {
  name: 'start',
  usage: '[--demo] [--port 3000] [--host 127.0.0.1] [--workers 1] [--data DIR]',
  options: {
    demo: { type: 'boolean' },
    port: { type: 'string' },
    host: { type: 'string' },
    workers: { type: 'string' },
  },
  async run(call) {
    const given: Start = {
      where: whereOf(call, true),
      host: call.text('host') ?? '127.0.0.1',
      port: portIn(call),
      publicUrl: publicUrl(),
      isWorker: cluster.isWorker,
      demo: call.flag('demo') ? demoIn(call) : null,
    }
    const count = workersIn(call)
    const running = count > 1 && cluster.isPrimary ? await startWorkers(given, count) : await start(given)
    if (cluster.isPrimary)
      process.stdout.write(
        call.flag('json')
          ? `${JSON.stringify({ address: running.opens })}\n`
          : `${say(call.locale, given.demo ? 'cli.serving_demo' : 'cli.serving', { address: running.opens })}\n`,
      )
    await new Promise<void>((ended) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended())
    })
    await running.stop()
    // the channel to the process that began this one would keep it alive
    if (cluster.isWorker) process.disconnect?.()
    return { json: undefined, lines: [] }
  },
}

/** Says every tenth of the way, once. */
function demoIn(call: CommandCall): Demo {
  let told = -1
  return {
    language: call.locale,
    onProgress(percent) {
      const tenth = Math.floor(percent / 10)
      if (tenth === told) return
      told = tenth
      call.tell(say(call.locale, 'cli.filling_demo', { percent: tenth * 10 }))
    },
  }
}

function portIn(call: CommandCall): number {
  const value = call.text('port') ?? process.env['PORT'] ?? '3000'
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65535) throw new Usage(say(call.locale, 'cli.port_invalid', { value }))
  return port
}

function workersIn(call: CommandCall): number {
  const value = call.text('workers') ?? process.env['FARSAIL_WORKERS'] ?? '1'
  const count = Number(value)
  if (!/^\d+$/.test(value) || count < 1 || count > workersMost)
    throw new Usage(say(call.locale, 'cli.workers_invalid', { value, most: workersMost }))
  return count
}
