import type { CSSProperties } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import style from './CourseLine.module.css'
import { type Course, type CoursePlaces, placesOf } from './courseScale.ts'
import type { Tone } from './Status.tsx'

/** The values as the reader writes them; null is what there is none of. */
export interface CourseTexts {
  readonly actual: string | null
  readonly target: string | null
  readonly expected: string | null
  readonly landing: string | null
  readonly stretch?: string | null
  readonly challenge?: string | null
  /** In a word, "at risk". */
  readonly status: string | null
}

export type CourseSize = 'small' | 'row' | 'large'

interface Props {
  readonly of: Course
  readonly texts: CourseTexts
  readonly tone: Tone
  /** The figure's name, for those who can't see where the line stands. */
  readonly name: string
  /** A level is to be held, not grown into: what is expected is the target on every day. */
  readonly level?: boolean
  /** Large: thicker, with the values of its other marks. Small: the line alone. */
  readonly size?: CourseSize
}

/**
 * Our own sign: solid is where we are, the tick where we should be by the day, dots lead to a ring where it will end;
 * a notch marks the target, where it isn't the end of the line, and others stretch and challenge.
 */
export function CourseLine({ of, texts, tone, name, level = false, size = 'row' }: Props) {
  const t = useTranslations('web.course')
  const says = useCourseSentence()
  const places = placesOf(of)
  const large = size === 'large'
  const { actual, expected, landing, target, stretch, challenge } = places
  return (
    <div className={style.course} data-tone={tone} data-size={size} role="img" aria-label={says(name, texts, level)}>
      <div
        className={style.track}
        data-limit={(of.better === 'lower' && target !== null) || undefined}
        style={at(target)}
      >
        {landing !== null && <span className={style.ahead} style={between(actual ?? places.zero, landing)} />}
        {actual !== null && (
          <span
            className={style.actual}
            style={between(places.zero, actual)}
            data-beyond={places.actualBeyond || undefined}
          />
        )}
        {target !== null && !(level && expected !== null) && (
          <Mark
            kind="target"
            place={target}
            text={large ? texts.target : null}
            title={t('target', told(texts.target))}
          />
        )}
        {stretch !== null && (
          <Mark
            kind="stretch"
            place={stretch}
            text={large ? t('stretch', told(texts.stretch)) : null}
            title={t('stretch', told(texts.stretch))}
          />
        )}
        {challenge !== null && (
          <Mark
            kind="challenge"
            place={challenge}
            text={large ? t('challenge', told(texts.challenge)) : null}
            title={t('challenge', told(texts.challenge))}
            near={stretch !== null && Math.abs(challenge - stretch) < nearWithin}
          />
        )}
        {expected !== null && <span className={style.tick} style={at(expected)} />}
        {landing !== null && <Ring places={places} landing={landing} />}
      </div>
      {expected !== null && texts.expected !== null && size !== 'small' && (
        <span className={style.due} style={at(expected)}>
          <span>{t(level ? 'target' : 'due', { value: texts.expected })}</span>
        </span>
      )}
    </div>
  )
}

function Ring({ places, landing }: { readonly places: CoursePlaces; readonly landing: number }) {
  return <span className={style.ring} style={at(landing)} data-beyond={places.landingBeyond || undefined} />
}

/** Percent of the line that the words of a mark take, with room for a long amount. */
const nearWithin = 18

interface MarkProps {
  readonly kind: 'target' | 'stretch' | 'challenge'
  readonly place: number
  readonly text: string | null
  readonly title: string
  /** Its words would touch those of the mark beside it: they stand a line higher. */
  readonly near?: boolean
}

function Mark({ kind, place, text, title, near = false }: MarkProps) {
  return (
    <span className={style.mark} data-kind={kind} data-near={near || undefined} style={at(place)} title={title}>
      {text !== null && kind !== 'target' && <small style={at(place)}>{text}</small>}
    </span>
  )
}

/** What the parts of a course line mean, once below the lines of a page. */
export function CourseLegend() {
  const t = useTranslations('web.course.legend')
  return (
    <p className={style.legend} aria-hidden="true">
      <span>
        <i data-part="actual" />
        {t('actual')}
      </span>
      <span>
        <i data-part="tick" />
        {t('due')}
      </span>
      <span>
        <i data-part="ring" />
        {t('landing')}
      </span>
      <span>{t('opens')}</span>
    </p>
  )
}

/** The line in words: where we are, where we should be, where it will end, and what that is called. */
export function useCourseSentence(): (name: string, texts: CourseTexts, level?: boolean) => string {
  const t = useTranslations('web.course')
  const locale = useLocale()
  return (name, { actual, target, expected, landing, status }, level = false) =>
    [
      target === null
        ? t('saysActual', { name, value: actual ?? '—' })
        : t('saysTarget', { name, value: actual ?? '—', target }),
      expected === null || level ? null : t('saysDue', { value: expected }),
      landing === null ? null : t('saysLanding', { value: landing }),
      status === null ? null : t('saysStatus', { status }),
    ]
      .filter((one) => one !== null)
      .join(locale === 'zh-CN' ? '' : ' ')
}

type Placed = CSSProperties & { readonly [name: `--${string}`]: string }

/** The place as a share, by which the style sheet keeps what stands there within the line. */
function at(place: number | null): Placed | undefined {
  return place === null ? undefined : { '--at': `${place}%` }
}

function between(a: number, b: number): CSSProperties {
  return { left: `${Math.min(a, b)}%`, width: `${Math.abs(b - a)}%` }
}

const told = (value: string | null | undefined) => ({ value: value ?? '—' })
