import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { Tick } from '#web/parts/Tick.tsx'
import type { ChoicesJson } from '../../contract/drafts.ts'
import type { FormulaKind, PartMeasure } from '../../rules/ownMetric.ts'
import { type DraftOnly, type DraftPart, dimsFor, measuresFor, withMeasure } from './metricDraft.ts'
import style from './metrics.module.css'

interface Props {
  readonly label: string
  readonly kind: FormulaKind
  readonly part: DraftPart
  readonly choices: ChoicesJson
  readonly onChange: (part: DraftPart) => void
}

/** Which events, what of them, and only where. */
export function PartFields({ label, kind, part, choices, onChange }: Props) {
  const t = useTranslations('ledger.metrics')
  const measures = measuresFor(kind, part, choices)
  const write = (change: Partial<DraftPart>) => onChange(withMeasure(kind, { ...part, ...change }, choices))
  const turn = (one: string) =>
    write({ kinds: part.kinds.includes(one) ? part.kinds.filter((other) => other !== one) : [...part.kinds, one] })
  const dims = dimsFor(part, choices)
  const free = dims.filter(({ dim }) => !part.only.some((one) => one.dim === dim))
  const writeOnly = (dim: string, next: DraftOnly | null) =>
    write({ only: part.only.flatMap((one) => (one.dim === dim ? (next ?? []) : one)) })
  const [first] = free
  return (
    <fieldset className={style.part}>
      <legend>{label}</legend>
      <div className={style.chips}>
        {choices.kinds.map((one) => (
          <button
            key={one.kind}
            type="button"
            className={style.chip}
            aria-pressed={part.kinds.includes(one.kind)}
            onClick={() => turn(one.kind)}
          >
            {one.says}
          </button>
        ))}
      </div>
      {part.kinds.length > 0 && measures.length > 1 && (
        <Choice
          label={t('measure')}
          options={measures.map((one) => ({ value: one, label: t(`measures.${one}`) }))}
          value={part.measure}
          onChange={(measure: PartMeasure) => write({ measure })}
        />
      )}
      {part.only.map((one) => (
        <OnlyFields key={one.dim} only={one} dims={dims} free={free} onChange={(next) => writeOnly(one.dim, next)} />
      ))}
      {first && (
        <Button
          plain
          icon="plus"
          className={style.add}
          onClick={() => write({ only: [...part.only, { dim: first.dim, not: false, values: [] }] })}
        >
          {t('addOnly')}
        </Button>
      )}
    </fieldset>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few, all of them in view. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className={style.choice}>
      <legend>{label}</legend>
      <div>
        {options.map((one) => (
          <button key={one.value} type="button" aria-pressed={one.value === value} onClick={() => onChange(one.value)}>
            {one.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

interface OnlyProps {
  readonly only: DraftOnly
  readonly dims: ChoicesJson['dims']
  readonly free: ChoicesJson['dims']
  readonly onChange: (only: DraftOnly | null) => void
}

function OnlyFields({ only, dims, free, onChange }: OnlyProps) {
  const t = useTranslations('ledger.metrics')
  const own = dims.find(({ dim }) => dim === only.dim)
  const turn = (value: string) =>
    onChange({
      ...only,
      values: only.values.includes(value) ? only.values.filter((one) => one !== value) : [...only.values, value],
    })
  return (
    <div className={style.only}>
      <div className={style.onlyHead}>
        <Select
          aria-label={t('dim')}
          data={[...(own ? [own] : []), ...free].map(({ dim, says }) => ({ value: dim, label: says }))}
          value={only.dim}
          onChange={(dim) => dim !== null && dim !== only.dim && onChange({ dim, not: only.not, values: [] })}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 100 } }}
        />
        <Button aria-pressed={only.not} onClick={() => onChange({ ...only, not: !only.not })}>
          {t(only.not ? 'isNot' : 'is')}
        </Button>
        <Button plain icon="close" aria-label={t('takeOnly')} title={t('takeOnly')} onClick={() => onChange(null)} />
      </div>
      <fieldset className={style.values}>
        <legend className="hidden-words">{t('values')}</legend>
        {own?.values.map(({ value, name }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the tick is the control
          <label key={value}>
            <Tick checked={only.values.includes(value)} onChange={() => turn(value)} />
            <span className="cut">{name}</span>
          </label>
        ))}
        {own?.values.length === 0 && <p className="dim small">{t('nothingSeen')}</p>}
      </fieldset>
    </div>
  )
}
