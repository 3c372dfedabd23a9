import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FileDrop } from '#platform/import/web/FileDrop.tsx'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import type { Shown } from './doings.ts'
import type { Change } from './draft.ts'
import style from './quotas.module.css'
import { unreadReasons } from './readAmount.ts'
import { readSheetFile } from './readSheetFile.ts'
import type { Imported, ImportProblem, ImportRefusal } from './sheetImport.ts'

interface Props {
  readonly shown: Shown
  readonly make: (changes: readonly Change[]) => void
  readonly onClose: () => void
}
interface Read {
  readonly name: string
  readonly of: Imported | ImportRefusal
}

/** A file in the grid's own layout becomes changes that are not saved yet; what it can't take is told first. */
export default function ImportDialog({ shown, make, onClose }: Props) {
  const t = useTranslations('goals.quotas')
  const [read, setRead] = useState<Read | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    try {
      setRead({ name: file.name, of: await readSheetFile(shown, file) })
    } catch (wrong) {
      setRead(null)
      setError(wrong instanceof Error ? wrong : new Error(String(wrong)))
    }
    setBusy(false)
  }
  const refusal = read !== null && 'refused' in read.of ? read.of : null
  return (
    <Dialog title={t('importTitle')} onClose={onClose} size={560}>
      <div className={style.form}>
        {read === null || refusal ? (
          <>
            <p className="dim">{t('importWords')}</p>
            <FileDrop onFile={(file) => void take(file)} busy={busy} />
            <ProblemText error={error} />
            {refusal && (
              <p className={style.wrong} role="alert">
                {refusal.refused === 'otherYear'
                  ? t('importOtherYear', { year: refusal.year, shown: shown.sheet.year })
                  : t('importNoHead')}
              </p>
            )}
          </>
        ) : (
          'changes' in read.of && (
            <Found
              name={read.name}
              currency={shown.sheet.measure.currency}
              of={read.of}
              make={make}
              onClose={onClose}
              onAgain={() => setRead(null)}
            />
          )
        )}
      </div>
    </Dialog>
  )
}

interface FoundProps extends Pick<Props, 'make' | 'onClose'> {
  readonly name: string
  readonly currency: string
  readonly of: Imported
  readonly onAgain: () => void
}

function Found({ name, currency, of: { changes, emptied, problems, found }, make, onClose, onAgain }: FoundProps) {
  const t = useTranslations('goals.quotas')
  const [empties, setEmpties] = useState(false)
  const wanted = empties ? [...changes, ...emptied] : changes
  return (
    <>
      <p role="status">
        <b>{name}</b>{' '}
        {changes.length === 0 ? t('importSame', { found }) : t('importFound', { found, changes: changes.length })}
      </p>
      {emptied.length > 0 && (
        <Checkbox
          label={t('importEmptied', { count: emptied.length })}
          checked={empties}
          onChange={(event) => setEmpties(event.currentTarget.checked)}
        />
      )}
      {problems.length > 0 && <Problems of={problems} currency={currency} />}
      <div className={style.ways}>
        <Button onClick={onAgain}>{t('importAgain')}</Button>
        <Button
          first
          disabled={wanted.length === 0}
          onClick={() => {
            make(wanted)
            onClose()
          }}
          data-autofocus
        >
          {t('importApply', { count: wanted.length })}
        </Button>
      </div>
    </>
  )
}

const most = 100

function Problems({ of, currency }: { readonly of: readonly ImportProblem[]; readonly currency: string }) {
  const t = useTranslations('goals.quotas')
  const whyOf = ({ why }: ImportProblem) => {
    const unread = unreadReasons.find((one) => one === why)
    return unread === undefined ? t(`importWhy.${why}`) : t(`unread.${unread}`, { currency })
  }
  return (
    <section className={style.list}>
      <h2>{t('importProblems', { count: of.length })}</h2>
      <ul>
        {of.slice(0, most).map((problem) => (
          <li key={`${problem.line} ${problem.column}`}>
            <span className={style.where}>
              {problem.column === null
                ? t('importLine', { line: String(problem.line) })
                : t('importCell', { line: String(problem.line), column: problem.column })}
            </span>
            <b>{problem.value}</b>
            <span>{whyOf(problem)}</span>
          </li>
        ))}
      </ul>
      {of.length > most && <p className="dim">{t('importMore', { count: of.length - most })}</p>}
    </section>
  )
}
