import { target, targetChange } from '../records/target.ts'

/** The only tie between the facts of a record type and its behaviour. */
export const Target = { declaration: target }
export const TargetChange = { declaration: targetChange }
