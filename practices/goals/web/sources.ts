import { client } from '#web/api/client.ts'
import { source, writableSource } from '#web/api/records.ts'
import { target, targetChange } from '../records/target.ts'

/** The record types of the practice as the browser knows them: declaration, routes, page. */
export const targetSource = writableSource(target, client.goals.targets, (id) => `/goals/${id}`)
export const targetChangeSource = source(targetChange, client.goals.targetChanges)

export const goalsSources = [targetSource, targetChangeSource]
