import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { nameKey } from '../rules/importRow.ts'
import { mappedFields } from '../rules/mappedFields.ts'
import type { RelationAnswer } from '../rules/settings.ts'
import type { Batch } from './batches.ts'
import type { ImportKind, Relation } from './importKind.ts'
import { keepChanges } from './keepChanges.ts'
import { indexesOf } from './reading.ts'

const CHUNK_NAMES = 500

/** Makes the records that rows name and that shall come to be, before any row goes in. Again it makes what is missing. */
export async function makeNamed(app: App, actor: Actor, kind: ImportKind, batch: Batch): Promise<void> {
  const relations = kind.relations(mappedFields(kind, batch.settings))
  const wanted = relations.flatMap((relation) => {
    const names = namesToMake(batch, relation)
    return relation.create === undefined || names.length === 0 ? [] : [{ relation, names, create: relation.create }]
  })
  if (wanted.length === 0) return
  const indexes = await indexesOf(app.db.of(actor.orgId), actor, kind, relations)
  for (const { relation, names, create } of wanted) {
    const index = indexes.get(relation.declaration.type)
    const missing = names.filter((name) => index?.match(name).found !== 'exact')
    for (let from = 0; from < missing.length; from += CHUNK_NAMES) {
      const chunk = missing.slice(from, from + CHUNK_NAMES)
      const ids = await writing(app, actor, async (write) => {
        const made = await create(write, chunk)
        await keepChanges(write, batch.id, kind, [])
        return made
      })
      ids.forEach((id, i) => {
        index?.add(id, chunk[i] ?? '')
      })
    }
  }
}

/** Each new name once, as it stands first. */
function namesToMake(batch: Batch, relation: Relation): string[] {
  const answers = new Map<string, RelationAnswer>()
  for (const question of batch.questions) {
    if (question.asks === 'record' && question.field === relation.field && question.answer !== null) {
      answers.set(question.value, question.answer)
    }
  }
  for (const [value, answer] of Object.entries(batch.settings.relations[relation.field] ?? {}))
    answers.set(value, answer)
  const names = new Map<string, string>()
  for (const [value, answer] of answers) {
    if ('create' in answer && !names.has(nameKey(value))) names.set(nameKey(value), value)
  }
  return [...names.values()]
}
