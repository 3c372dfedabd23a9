import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ValuesJson } from '#ledger/contract.ts'
import { openedIn } from '../change/changeDays.ts'
import { tokenIn } from '../ExplainLink.tsx'
import { changed, useResultsView } from '../results/resultsView.ts'
import { inputFor, useAsked, valuesQuery } from '../results/useResults.ts'
import { trendDays } from '../results/viewPeriod.ts'
import FigurePanel from './FigurePanel.tsx'

/** The figure that the address names, opened beside Results; closing it leaves the page as it was. */
export default function ExplainPanel({ opened }: { readonly opened: string }) {
  const [view] = useResultsView()
  const navigate = useNavigate()
  const asOf = useAsOf(openedIn(opened).token)
  const close = () => void navigate({ to: '.', search: { ...changed(view, {}) }, replace: true, resetScroll: false })
  return <FigurePanel opened={opened} onClose={close} onAsOf={asOf} />
}

/** Sets the page's as-of day and keeps the same figure open, as it was then. */
function useAsOf(token: string): (day: string) => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [view] = useResultsView()
  const { metric, by, period, today } = useAsked()
  const questions = [inputFor(metric, by, period, view), inputFor(metric, 'month', trendDays(period, today), view)]
  return async (day) => {
    const show = (explain?: string) =>
      navigate({ to: '.', search: { ...changed(view, { asOf: day, explain }) }, replace: true, resetScroll: false })
    for (const question of questions) {
      const found = keyOf(queries.getQueryData(valuesQuery(question).queryKey), token)
      if (found === undefined) continue
      const then = await queries.fetchQuery(valuesQuery({ ...question, asOf: day })).catch(() => undefined)
      const figure = found === total ? then?.total : then?.rows.find(({ key }) => key === found)
      await show(figure && tokenIn(figure.explain))
      return
    }
    await show()
  }
}

const total = Symbol('total')

/** Which row of the values a token opens. */
function keyOf(values: ValuesJson | undefined, token: string): string | null | typeof total | undefined {
  if (values && tokenIn(values.total.explain) === token) return total
  return values?.rows.find(({ explain }) => tokenIn(explain) === token)?.key
}
