import { useState } from 'react'
import { ApiProblem } from '#web/api/problem.ts'

export interface SecondStep {
  /** The password was right, and a code is asked for. */
  readonly asked: boolean
  readonly code: string
  readonly setCode: (code: string) => void
  /** Back to the password. */
  readonly back: () => void
  /** Enters, with the code once it was asked for; that it is asked for is no failure. */
  readonly through: (enter: (step: { code?: string }) => Promise<void>) => Promise<void>
}

/** Some people's sign-in asks for a code after the password, which one learns from the answer. */
export function useSecondStep(): SecondStep {
  const [code, setCode] = useState<string | null>(null)
  const through: SecondStep['through'] = async (enter) => {
    try {
      await enter(code === null ? {} : { code })
    } catch (error) {
      if (code !== null || !(error instanceof ApiProblem) || error.code !== 'auth.code_needed') throw error
      setCode('')
    }
  }
  return { asked: code !== null, code: code ?? '', setCode, back: () => setCode(null), through }
}
