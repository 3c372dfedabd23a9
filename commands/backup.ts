import { restoreBackup } from '#platform/backup/restore.ts'
import { type Progress, takeBackup } from '#platform/backup/take.ts'
import { type Command, type CommandCall, Usage } from '#platform/cli/command.ts'
import { sizeText } from '#platform/cli/doctor/finding.ts'
import { whereOf } from '#platform/cli/here.ts'
import { say } from '#platform/text/messages.ts'

/** The whole installation as it is at one moment, in one file, whether or not the server runs. */
export const backup: Command = {
  name: 'backup',
  usage: 'FILE [--data DIR] [--json]',
  options: {},
  async run(call) {
    const path = fileIn(call)
    const began = performance.now()
    const { head, tail, bytes } = await takeBackup(whereOf(call, false), path, told(call))
    const rows = rowsIn(tail.tables)
    const seconds = secondsSince(began)
    const { type: _, ...about } = head
    return {
      json: { file: path, bytes, seconds, ...about, rows, tables: tail.tables, files: tail.files },
      lines: [
        say(call.locale, 'backup.taken', {
          path,
          size: sizeText(bytes, call.locale),
          organisations: head.organisations,
          rows,
          files: tail.files,
          seconds,
        }),
        say(call.locale, 'backup.keep'),
      ],
    }
  },
}

/** Into an installation in which nobody has set anything up, with the server stopped. */
export const restore: Command = {
  name: 'restore',
  usage: 'FILE [--data DIR] [--json]',
  options: {},
  async run(call) {
    const path = fileIn(call)
    const began = performance.now()
    const { head, tail, migrated, isOtherSecret } = await restoreBackup(whereOf(call, false), path, told(call))
    const rows = rowsIn(tail.tables)
    const seconds = secondsSince(began)
    const { type: _, ...about } = head
    return {
      json: { file: path, seconds, ...about, rows, tables: tail.tables, files: tail.files, migrated, isOtherSecret },
      lines: [
        say(call.locale, 'backup.restored', {
          takenAt: head.takenAt,
          organisations: head.organisations,
          rows,
          files: tail.files,
          seconds,
        }),
        ...(migrated > 0 ? [say(call.locale, 'backup.migrated', { count: migrated })] : []),
        ...(isOtherSecret ? [say(call.locale, 'backup.other_secret')] : []),
        say(call.locale, 'backup.next'),
      ],
    }
  },
}

function fileIn(call: CommandCall): string {
  const [path, ...more] = call.args
  if (!path || more.length > 0) throw new Usage(say(call.locale, 'backup.file_missing'))
  return path
}

const quietMs = 1000
/** A line a second at most, or a small installation would be all lines. */
function told({ tell, locale }: CommandCall): Progress {
  let [last, bytes] = [performance.now(), 0]
  return (done) => {
    bytes += done.bytes
    if (performance.now() - last < quietMs) return
    last = performance.now()
    tell(say(locale, 'backup.progress', { name: done.name, count: done.count, size: sizeText(bytes, locale) }))
  }
}

const rowsIn = (tables: Readonly<Record<string, number>>) => Object.values(tables).reduce((sum, n) => sum + n, 0)
const secondsSince = (began: number) => Math.round((performance.now() - began) / 100) / 10
