import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import type { ImportKind } from '../rules/synonyms.ts'
import style from './ImportScreen.module.css'
import type { Taking } from './useFileImport.ts'

interface Props {
  readonly taking: Extract<Taking, { readonly step: 'kind' }>
  readonly onKind: (kind: ImportKind) => void
  readonly onCancel: () => void
}

/** Asked only where the columns leave it open; the likeliest comes first. */
export function KindChoice({ taking: { file, likely, headers }, onKind, onCancel }: Props) {
  const t = useTranslations('import')
  const [kind, setKind] = useState(likely[0])
  return (
    <form
      className={style.kinds}
      onSubmit={(event) => {
        event.preventDefault()
        if (kind) onKind(kind)
      }}
    >
      <fieldset>
        <legend>{t('whichKind', { file: file.name })}</legend>
        {headers.length > 0 && (
          <p className="dim small cut">{t('columnsAre', { columns: headers.slice(0, 8).join(' · ') })}</p>
        )}
        <div className={style.options}>
          {likely.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)} />
              {t(`kind.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className={style.ways}>
        <Button first type="submit">
          {t('goOn')}
        </Button>
        <Button onClick={onCancel}>{t('otherFile')}</Button>
      </div>
    </form>
  )
}
