import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { JobJson } from '#platform/jobs/contract.ts'
import { api, client } from '#web/api/client.ts'
import { notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { Answering, ImportDetail } from '../contract.ts'
import type { Question } from '../rules/questions.ts'
import { changedSettings } from '../rules/settings.ts'
import { batchQuery, lookAgainMs } from './batchQuery.ts'

export function useBatch(id: string): ImportDetail {
  return useSuspenseQuery(batchQuery(id)).data
}

/** What the server does with a batch just now, or did last: its progress, and the way to stop it. */
export interface Work {
  readonly job: JobJson | null
  readonly isRunning: boolean
  readonly cancel: () => void
}

export function useWork({ id, jobId }: Pick<ImportDetail, 'id' | 'jobId'>): Work {
  const queries = useQueryClient()
  const words = useProblemWords()
  const query = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: jobId ?? '' } }),
    enabled: jobId !== null,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isRunning(data.state) ? lookAgainMs : false),
  })
  const { mutate: cancel } = useMutation({
    mutationFn: () => client.jobs.cancel({ id: jobId ?? '' }),
    onError: (error) => notifyWrong(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: batchQuery(id).queryKey }),
  })
  const job = jobId === null ? null : (query.data ?? null)
  const state = job?.state ?? 'none'
  useEffect(() => {
    // what the job did stands in the batch
    if (!isRunning(state)) void queries.invalidateQueries({ queryKey: batchQuery(id).queryKey })
  }, [state, id, queries])
  return { job, isRunning: isRunning(state), cancel: () => cancel() }
}
const isRunning = (state: string) => state === 'waiting' || state === 'running'

/** The batch as it will be, as far as the page knows: the choice stands where it was made. */
function answered(batch: ImportDetail, { acceptSuggestions: _, ...change }: Answering): ImportDetail {
  const settings = changedSettings(batch.settings, change)
  const questions = batch.questions.map((question): Question => {
    if (question.asks !== 'record') return question
    return { ...question, answer: settings.relations[question.field]?.[question.value] ?? question.answer }
  })
  return { ...batch, settings, questions, forecast: null }
}

/** What a person says of the file. Seen at once; what follows from it the server says. */
export function useAnswer({ id }: Pick<ImportDetail, 'id'>) {
  const queries = useQueryClient()
  const words = useProblemWords()
  const { queryKey } = batchQuery(id)
  const { mutate, isPending } = useMutation({
    mutationFn: (said: Answering) => client.imports.answer({ id, ...said }),
    onMutate: async (said) => {
      await queries.cancelQueries({ queryKey })
      const before = queries.getQueryData(queryKey)
      queries.setQueryData(queryKey, (batch) => batch && answered(batch, said))
      return { before }
    },
    onSuccess: (batch) => queries.setQueryData(queryKey, batch),
    onError: (error, _said, context) => {
      queries.setQueryData(queryKey, context?.before)
      notifyWrong(words(error))
    },
  })
  return { answer: (said: Answering) => mutate(said), isAnswering: isPending }
}

/** Starts the check, the import or its undoing; the batch then names the job. */
export function useStart({ id }: Pick<ImportDetail, 'id'>) {
  const queries = useQueryClient()
  const words = useProblemWords()
  const { mutate, isPending } = useMutation({
    mutationFn: (what: 'dryRun' | 'commit' | 'undo') => client.imports[what]({ id }),
    onError: (error) => notifyWrong(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: batchQuery(id).queryKey }),
  })
  return { start: mutate, isStarting: isPending }
}
