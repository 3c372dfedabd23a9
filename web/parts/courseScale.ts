/** What a course line shows, in the figure's own unit; null is what there is none of. */
export interface Course {
  readonly actual: number | null
  readonly target: number | null
  /** Where we should be by the day. */
  readonly expected: number | null
  /** Where it will end. */
  readonly landing: number | null
  readonly stretch?: number | null
  readonly challenge?: number | null
  readonly better: 'higher' | 'lower'
}

/** Places on the line, in percent from its beginning. */
export interface CoursePlaces {
  /** Where 0 is; not at the beginning only where something is below it. */
  readonly zero: number
  readonly actual: number | null
  readonly expected: number | null
  readonly landing: number | null
  readonly stretch: number | null
  readonly challenge: number | null
  /** The target: none where it is the end of the line itself. */
  readonly target: number | null
  /** Whether the actual, or the landing, goes beyond the end of the line. */
  readonly actualBeyond: boolean
  readonly landingBeyond: boolean
}

// What is many times the target would leave it nothing to be seen of.
const timesMax = 2
// A limit has room behind it: going there is what it is about.
const limitRoom = 1.25

/**
 * A line from 0 to the target, or as far beyond it as anything goes, twice its length at most. Where lower is better the
 * target is a limit within the line.
 */
export function placesOf(course: Course): CoursePlaces {
  const { actual, target, expected, landing, better } = course
  const [stretch, challenge] = [course.stretch ?? null, course.challenge ?? null]
  const aims = [target, expected, stretch, challenge].filter((one) => one !== null)
  const reached = [actual, landing].filter((one) => one !== null)
  const aim = Math.max(0, ...aims)
  const room = aim * (better === 'lower' ? limitRoom : 1)
  const far = Math.max(room, ...reached)
  const high = aim > 0 ? Math.min(far, aim * timesMax) : far
  const lowest = Math.min(0, ...aims, ...reached)
  const low = high > 0 ? Math.max(lowest, -high * timesMax) : lowest
  const length = high - low || 1
  const place = (value: number | null) =>
    value === null ? null : Math.min(100, Math.max(0, ((value - low) / length) * 100))
  const beyond = (value: number | null) => value !== null && (value > high || value < low)
  const targetAt = place(target)
  return {
    zero: place(0) ?? 0,
    actual: place(actual),
    expected: place(expected),
    landing: place(landing),
    stretch: place(stretch),
    challenge: place(challenge),
    target: targetAt === 100 ? null : targetAt,
    actualBeyond: beyond(actual),
    landingBeyond: beyond(landing),
  }
}
