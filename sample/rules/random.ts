/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  part(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  chance(odds: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
}

/** One stream of chance: what one part of a company draws doesn't move what another draws. sfc32, seeded by FNV-1a. */
export function randomOf(seed: string): Random {
  let [a, b, c, d] = [hash(`${seed}:a`), hash(`${seed}:b`), hash(`${seed}:c`), 1]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 12; i += 1) next()
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    part: next,
    whole,
    chance: (odds) => next() < odds,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
  }
}

function hash(text: string): number {
  let found = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) found = Math.imul(found ^ text.charCodeAt(i), 0x01000193)
  return found | 0
}
