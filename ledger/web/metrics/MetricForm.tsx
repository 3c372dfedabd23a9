import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ApiProblem, missingFields } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import type { ChoicesJson } from '../../contract/drafts.ts'
import { formulaKinds } from '../../rules/ownMetric.ts'
import { MetricPreview } from './MetricPreview.tsx'
import { formulaOf, keyFor, type MetricDraft, withMeasure } from './metricDraft.ts'
import style from './metrics.module.css'
import { Choice, PartFields } from './PartFields.tsx'

interface Props {
  readonly given: MetricDraft
  readonly choices: ChoicesJson
  /** Of a metric that there is already. */
  readonly revision: number | null
  readonly onSave: (draft: MetricDraft) => Promise<unknown>
}

const previewMs = 250
const fields = ['name', 'nameZh', 'nameEn', 'key'] as const

/** One form for every metric, and beside it what it says on real data. */
export function MetricForm({ given, choices, revision, onSave }: Props) {
  const t = useTranslations('ledger.metrics')
  const locale = useLocale()
  const [draft, setDraft] = useState(given)
  const [keyed, setKeyed] = useState(revision !== null)
  const write = (change: Partial<MetricDraft>) => setDraft((now) => ({ ...now, ...change }))
  const formula = formulaOf(draft)
  const [looked] = useDebouncedValue(JSON.stringify(formula), previewMs)
  const name = (locale === 'zh-CN' ? draft.nameZh : draft.nameEn) || draft.nameZh || draft.nameEn
  const { busy, error, send } = useSubmit(async (wished: MetricDraft) => {
    if (!wished.nameZh && !wished.nameEn) throw missingFields(['nameEn'], () => t('nameMissing'))
    await onSave(wished)
  })
  const form = useFocusOnProblem(error)
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    void send(draft)
  }
  const onKind = (kind: MetricDraft['kind']) =>
    write({ kind, of: withMeasure(kind, draft.of, choices), under: withMeasure(kind, draft.under, choices) })
  const isChanged = JSON.stringify(formula) !== JSON.stringify(formulaOf(given))
  return (
    <div className={style.cols}>
      <form className={style.form} onSubmit={onForm} ref={form} noValidate>
        <Choice
          label={t('kind')}
          options={formulaKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          value={draft.kind}
          onChange={onKind}
        />
        <PartFields
          label={t(draft.kind === 'ratio' ? 'over' : 'of')}
          kind={draft.kind}
          part={draft.of}
          choices={choices}
          onChange={(of) => write({ of })}
        />
        {draft.kind === 'ratio' && (
          <PartFields
            label={t('under')}
            kind={draft.kind}
            part={draft.under}
            choices={choices}
            onChange={(under) => write({ under })}
          />
        )}
        <NameFields
          draft={draft}
          keyed={keyed}
          isNew={revision === null}
          error={error}
          onChange={write}
          onKeyed={setKeyed}
        />
        <Direction value={draft.direction} onChange={(direction) => write({ direction })} />
        {revision !== null && isChanged && <p className={style.restates}>{t('restates', { revision })}</p>}
        <ProblemText error={error} besides={fields} />
        <div className={style.ways}>
          <Button first type="submit" busy={busy} disabled={formula === null}>
            {t('save')}
          </Button>
          <ButtonLink to="/results/metrics">{t('cancel')}</ButtonLink>
        </div>
      </form>
      <aside className={style.side}>
        <MetricPreview
          formula={looked === 'null' || formula === null ? null : JSON.parse(looked)}
          direction={draft.direction}
          name={name}
        />
      </aside>
    </div>
  )
}

interface NameProps {
  readonly draft: MetricDraft
  /** The key was typed, and no longer follows the name. */
  readonly keyed: boolean
  readonly isNew: boolean
  readonly error: Error | null
  readonly onChange: (change: Partial<MetricDraft>) => void
  readonly onKeyed: (keyed: boolean) => void
}

function NameFields({ draft, keyed, isNew, error, onChange, onKeyed }: NameProps) {
  const t = useTranslations('ledger.metrics')
  const label = useTranslations('ledger.ownMetric')
  const locale = useLocale()
  const at = (name: (typeof fields)[number]) => (error instanceof ApiProblem ? error.at(name, label(name)) : undefined)
  const onEnglish = (nameEn: string) => onChange({ nameEn, ...(keyed ? {} : { key: keyFor(nameEn) }) })
  const inputs = [
    <TextInput
      key="zh"
      label={label('nameZh')}
      name="nameZh"
      autoComplete="off"
      maxLength={100}
      value={draft.nameZh}
      error={at('nameZh')}
      onChange={(event) => onChange({ nameZh: event.currentTarget.value })}
    />,
    <TextInput
      key="en"
      label={label('nameEn')}
      name="nameEn"
      autoComplete="off"
      maxLength={100}
      value={draft.nameEn}
      error={at('nameEn') ?? at('name')}
      onChange={(event) => onEnglish(event.currentTarget.value)}
    />,
  ]
  return (
    <>
      <div className={style.pair}>{locale === 'zh-CN' ? inputs : inputs.toReversed()}</div>
      <p className={style.why}>{t('nameWhy')}</p>
      <TextInput
        label={label('key')}
        name="key"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        readOnly={!isNew}
        description={t('keyWhy')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.key}
        error={at('key')}
        onChange={(event) => {
          onKeyed(true)
          onChange({ key: event.currentTarget.value })
        }}
      />
    </>
  )
}

interface DirectionProps {
  readonly value: MetricDraft['direction']
  readonly onChange: (value: MetricDraft['direction']) => void
}

function Direction({ value, onChange }: DirectionProps) {
  const label = useTranslations('ledger.ownMetric')
  const options = (['higher', 'lower', 'neither'] as const).map((one) => ({
    value: one,
    label: label(`direction_${one}`),
  }))
  return <Choice label={label('direction')} options={options} value={value} onChange={onChange} />
}
