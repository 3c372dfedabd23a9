import { ramp } from '../records/ramp.ts'
import { target, targetChange } from '../records/target.ts'
import {
  targetChangeConcernKinds,
  targetChangeConcerns,
  targetConcernKinds,
  targetConcerns,
} from '../rules/concerns.ts'

/** The only tie between the facts of a record type and its behaviour. */
export const Ramp = { declaration: ramp }
export const Target = { declaration: target, concerns: { kinds: targetConcernKinds, of: targetConcerns } }
export const TargetChange = {
  declaration: targetChange,
  concerns: { kinds: targetChangeConcernKinds, of: targetChangeConcerns },
}
