import { type ReactNode, Suspense, useState } from 'react'
import style from './Explain.module.css'
import { SidePanel } from './SidePanel.tsx'
import { Waiting } from './Waiting.tsx'

interface Props {
  /** The panel's heading: what the number is, and whose. */
  readonly title: string
  /** What a screen reader says besides the number: "How this is computed". */
  readonly label: string
  /** The number. */
  readonly children: ReactNode
  /** What the panel shows; made when it opens. */
  readonly panel: () => ReactNode
}

/** A number that opens: the dotted line says so. */
export function Explain({ title, label, children, panel }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={style.explainable}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        title={label}
      >
        {children}
      </button>
      {open && (
        <SidePanel title={title} onClose={() => setOpen(false)}>
          <Suspense fallback={<Waiting lines={6} />}>{panel()}</Suspense>
        </SidePanel>
      )}
    </>
  )
}
