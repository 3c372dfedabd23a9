import type { Command, CommandCall, Outcome } from '#platform/cli/command.ts'
import { databaseFindings } from '#platform/cli/doctor/database.ts'
import type { Finding } from '#platform/cli/doctor/finding.ts'
import { machineFindings } from '#platform/cli/doctor/machine.ts'
import { publicUrl, whereOf } from '#platform/cli/here.ts'
import { say } from '#platform/text/messages.ts'

const marks = { fine: '✓', note: '·', broken: '✗' } as const
const order = [
  'version',
  'database',
  'migrations',
  'organisations',
  'server',
  'address',
  'clock',
  'files',
  'disk',
  'mail',
  'video',
]

/** What is set up, what is not, what to do. Looks and changes nothing, whether or not the server runs. */
export const doctor: Command = {
  name: 'doctor',
  usage: '[--data DIR] [--json]',
  options: {},
  async run(call) {
    const where = whereOf(call, false)
    const found = [
      ...(await machineFindings(where.dataDir, publicUrl(), call.locale)),
      ...(await databaseFindings(where, call.locale)),
    ].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    return outcome(found, call)
  },
}

function outcome(found: readonly Finding[], { locale }: CommandCall): Outcome {
  const count = found.filter((one) => one.state === 'broken').length
  const checks = found.map(({ name, state, says, values }) => ({ name, state, says, values }))
  return {
    json: { broken: count, checks },
    lines: [
      ...found.map(
        (one) =>
          `${marks[one.state]} ${say(locale, 'doctor.line', { name: say(locale, `doctor.name.${one.name}`), says: one.says })}`,
      ),
      say(locale, 'doctor.verdict', { count }),
    ],
    failed: count > 0,
  }
}
