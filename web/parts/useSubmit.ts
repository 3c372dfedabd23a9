import { useEffect, useRef, useState } from 'react'

/** Sends values once at a time and keeps what came back. */
export function useSubmit<T>(onSubmit: (values: T) => Promise<unknown>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const send = async (values: T) => {
    setBusy(true)
    setError(null)
    try {
      await onSubmit(values)
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, send }
}

/** The first field that something is wrong with gets the focus. */
export function useFocusOnProblem(error: Error | null) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = error ? form.current?.querySelector('[aria-invalid=true]') : null
    if (field instanceof HTMLElement) field.focus()
  }, [error])
  return form
}
