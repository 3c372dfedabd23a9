import { lazy, Suspense } from 'react'
import { Waiting } from '../Waiting.tsx'
import type { EditorProps } from './FieldEditor.tsx'

const load = async () => ({ default: (await import('./FieldEditor.tsx')).FieldEditor })
const FieldEditor = lazy(load)

/** For parts that most often are only read: the editors are loaded when they are wanted, or a little before. */
export function LazyFieldEditor(props: EditorProps) {
  return (
    <Suspense fallback={<Waiting lines={1} />}>
      <FieldEditor {...props} />
    </Suspense>
  )
}
export const loadFieldEditor = () => void load()
