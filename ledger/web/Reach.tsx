import { useReachText } from './useReach.ts'

/** Beside a figure: that it is only of what the reader may see. */
export function Reach() {
  const text = useReachText()
  return text !== null && <p className="dim small">{text}</p>
}
