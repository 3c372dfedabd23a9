import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useMe, useZone } from '#web/api/session.ts'
import { Face } from '#web/parts/PersonName.tsx'
import style from './MeMenu.module.css'
import { useLocalTime } from './useLocalTime.ts'

const load = () => import('./MeMenu.tsx')
const MeMenu = lazy(load)

/** Oneself at the foot of the rail, with the local time. What opens is loaded when somebody comes near. */
export function MeButton({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const [wanted, want] = useState(false)
  if (!wanted) return <Me onClick={() => want(true)} onPointerEnter={() => void load()} aria-haspopup="menu" />
  return (
    <Suspense fallback={<Me aria-haspopup="menu" />}>
      <MeMenu onShortcuts={onShortcuts} button={<Me />} />
    </Suspense>
  )
}

function Me({ className = '', ...button }: ComponentProps<'button'>) {
  const { member } = useMe()
  const { city, time } = useLocalTime(useZone())
  return (
    <button type="button" className={`${style.me} ${className}`} {...button}>
      <Face name={member.name} />
      <span className={style.who}>
        <span className="cut" title={member.name}>
          {member.name}
        </span>
        <span className={`num cut ${style.here}`}>{`${city} ${time}`}</span>
      </span>
    </button>
  )
}
