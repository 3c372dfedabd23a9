import { useTranslations } from 'use-intl'
import type { AnyRecord, Names, Source } from '#web/api/records.ts'
import type { Stale } from '#web/api/useRecord.ts'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { FieldValue } from '../field/FieldValue.tsx'
import { useRecordText } from '../useRecordText.ts'
import style from './ConflictDialog.module.css'

interface Props {
  readonly source: Pick<Source, 'declaration'>
  readonly stale: Stale
  readonly names: Names
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else changed the same record meanwhile: both versions side by side, and the person chooses. */
export default function ConflictDialog({
  source: { declaration },
  stale: { theirs, mine },
  names,
  onMine,
  onTheirs,
}: Props) {
  const t = useTranslations('web.conflict')
  const text = useRecordText(declaration)
  const ours: AnyRecord = { ...theirs, ...mine }
  return (
    <Dialog onClose={onTheirs} title={t('title')} size="lg">
      <p className="dim">{t('text')}</p>
      <table className={style.both}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('theirs')}</th>
            <th scope="col">{t('mine')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(mine).map((name) => (
            <tr key={name}>
              <th scope="row">{text.label(name)}</th>
              <td>
                <FieldValue of={declaration} name={name} record={theirs} names={names} />
              </td>
              <td>
                <FieldValue of={declaration} name={name} record={ours} names={names} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={style.ways}>
        <Button onClick={onTheirs}>{t('keepTheirs')}</Button>
        <Button onClick={onMine}>{t('useMine')}</Button>
      </div>
    </Dialog>
  )
}
