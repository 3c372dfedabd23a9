import style from './trend.module.css'
import { heightOf, type Point, type Scale } from './trendScale.ts'

interface Props {
  readonly points: readonly Point[]
  readonly scale: Scale
  readonly bars: boolean
  readonly at: number | null
}

/** The shapes alone, stretched to whatever place there is; what they mean is said by the links above them. */
export function TrendShapes({ points, scale, bars, at }: Props) {
  const y = (value: number) => 100 - heightOf(value, scale)
  return (
    <svg
      className={style.shapes}
      viewBox={`0 0 ${Math.max(points.length, 1)} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {scale.ticks.map((tick) => (
        <path
          key={tick}
          className={style.line}
          d={`M0 ${y(tick)}H${points.length}`}
          data-zero={tick === 0 || undefined}
        />
      ))}
      {!bars && <path className={style.course} d={courseOf(points, y)} />}
      {points.map(({ key, size, low, high, inside }, i) => (
        <g key={key} data-inside={inside || undefined} data-at={at === i || undefined}>
          {bars
            ? size !== null && (
                <rect x={i + 0.18} width={0.64} y={Math.min(y(size), y(0))} height={Math.abs(y(size) - y(0))} />
              )
            : size !== null && <path className={style.point} d={`M${i + 0.5} ${y(size)}h0`} />}
          {low !== null && high !== null && <path className={style.spread} d={`M${i + 0.5} ${y(low)}V${y(high)}`} />}
        </g>
      ))}
    </svg>
  )
}

/** A line from month to month, broken where one is absent. */
function courseOf(points: readonly Point[], y: (value: number) => number): string {
  return points
    .map(({ size }, i) => {
      if (size === null) return ''
      const before = points[i - 1]?.size ?? null
      return `${before === null ? 'M' : 'L'}${i + 0.5} ${y(size)}`
    })
    .join('')
}
