import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiProblem } from '#web/api/problem.ts'
import { type AnyRecord, fieldValue, type WritableSource } from '#web/api/records.ts'
import { Stale, useChangeRecord } from '#web/api/useRecord.ts'
import { notify, notifyWrong } from '../notices.ts'
import { useProblemWords } from '../ProblemText.tsx'
import { useRecordText } from '../useRecordText.ts'
import type { Draft } from './InlineEditor.tsx'

/** Changes with a way back, and with both versions shown where somebody else was faster with the same field. */
export function useFieldChange<T extends AnyRecord>(source: WritableSource<T>) {
  const t = useTranslations('web.record')
  const text = useRecordText(source.declaration)
  const words = useProblemWords()
  const changeRecord = useChangeRecord(source)
  const [open, setOpen] = useState<{ readonly stale: Stale; readonly draft: Draft } | null>(null)

  /** What the server refuses about the field; null where it is kept, or where nothing can be typed to mend it. */
  const change = async (draft: Draft): Promise<ApiProblem | null> => {
    const { id, name, value, before, names, version } = draft
    if (JSON.stringify(value) === JSON.stringify(before)) return null
    try {
      const kept = await changeRecord(id, { values: { [name]: value }, before: { [name]: before }, names, version })
      const back = { values: { [name]: before }, before: { [name]: value }, names, version: kept.version }
      const undo = () => void changeRecord(id, back).catch((error: unknown) => notifyWrong(words(error)))
      notify(t('kept', { field: text.label(name) }), undo)
      return null
    } catch (error) {
      if (error instanceof Stale) setOpen({ stale: error, draft })
      else if (error instanceof ApiProblem) return error
      else notifyWrong(words(error))
      return null
    }
  }
  const settle = async (mine: boolean) => {
    setOpen(null)
    if (!mine || open === null) return
    const { draft, stale } = open
    const problem = await change({
      ...draft,
      before: fieldValue(stale.theirs, draft.name),
      version: stale.theirs.version,
    })
    if (problem) notifyWrong(problem.message)
  }
  return { change, stale: open?.stale ?? null, names: open?.draft.names ?? {}, settle }
}
