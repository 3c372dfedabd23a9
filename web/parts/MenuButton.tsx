import { lazy, type ReactElement, Suspense, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import type { MenuEntry } from './menuEntry.ts'

interface Props extends ButtonProps {
  readonly entries: readonly MenuEntry[]
  readonly position?: 'bottom-start' | 'bottom-end' | 'top'
}

const load = () => import('./OpenMenu.tsx')
const OpenMenu = lazy(load)

/** A button with a menu behind it, which is loaded when somebody comes near. */
export function MenuButton({ entries, position = 'bottom-end', ...button }: Props) {
  const [wanted, want] = useState(false)
  if (!wanted) {
    return <Button {...button} aria-haspopup="menu" onPointerEnter={() => void load()} onClick={() => want(true)} />
  }
  const target: ReactElement = <Button {...button} aria-haspopup="menu" />
  return (
    <Suspense fallback={target}>
      <OpenMenu target={target} entries={entries} position={position} />
    </Suspense>
  )
}
