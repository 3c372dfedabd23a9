import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import style from './ImportScreen.module.css'
import type { Chosen, Taking } from './useFileImport.ts'

interface Props {
  readonly taking: Extract<Taking, { readonly step: 'kind' }>
  readonly onChosen: (chosen: Chosen) => void
  readonly onCancel: () => void
}

/** Asked only where sheets and columns leave it open; the likeliest comes first. */
export function KindChoice({ taking: { file, parts }, onChosen, onCancel }: Props) {
  const t = useTranslations('import')
  const [at, setAt] = useState(0)
  const part = parts[at]
  const [kinds, setKinds] = useState<Readonly<Record<number, Chosen['kind']>>>({})
  const kind = kinds[at] ?? part?.likely[0]
  return (
    <form
      className={style.kinds}
      onSubmit={(event) => {
        event.preventDefault()
        if (part && kind) onChosen({ kind, sheet: part.sheet })
      }}
    >
      {parts.length > 1 && (
        <Choice
          name="sheet"
          legend={t('whichSheet', { file: file.name })}
          options={parts.map(({ sheet }, i) => ({ key: String(i), text: sheet ?? '' }))}
          chosen={String(at)}
          onChoose={(key) => setAt(Number(key))}
        />
      )}
      {part && part.likely.length > 1 && (
        <Choice
          name="kind"
          legend={t('whichKind', { file: part.sheet ?? file.name })}
          note={part.headers.length > 0 ? t('columnsAre', { columns: part.headers.slice(0, 8).join(' · ') }) : null}
          options={part.likely.map((one) => ({ key: one, text: t(`kind.${one}`) }))}
          chosen={kind ?? ''}
          onChoose={(key) => {
            const one = part.likely.find((likely) => likely === key)
            if (one) setKinds({ ...kinds, [at]: one })
          }}
        />
      )}
      <div className={style.ways}>
        <Button first type="submit">
          {t('goOn')}
        </Button>
        <Button onClick={onCancel}>{t('otherFile')}</Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly legend: string
  readonly note?: string | null
  readonly options: readonly { readonly key: string; readonly text: string }[]
  readonly chosen: string
  readonly onChoose: (key: string) => void
}

function Choice({ name, legend, note = null, options, chosen, onChoose }: ChoiceProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {note !== null && <p className="dim small cut">{note}</p>}
      <div className={style.options}>
        {options.map(({ key, text }) => (
          <label key={key}>
            <input type="radio" name={name} checked={key === chosen} onChange={() => onChoose(key)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
