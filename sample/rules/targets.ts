import type { Asked, TargetLine } from './company.ts'
import type { Life } from './dealLife.ts'
import type { People } from './people.ts'
import type { Words } from './words.ts'

export function targetsOf(
  _asked: Asked,
  _words: Words,
  _people: People,
  _lives: readonly Life[],
): readonly TargetLine[] {
  return []
}
