import { ramp } from '../records/ramp.ts'
import { target, targetChange } from '../records/target.ts'

/** The only tie between the facts of a record type and its behaviour. */
export const Target = { declaration: target }
export const TargetChange = { declaration: targetChange }
export const Ramp = { declaration: ramp }
