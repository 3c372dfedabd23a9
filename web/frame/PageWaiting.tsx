import { Waiting } from '#web/parts/Waiting.tsx'
import style from './PageWaiting.module.css'

/** A page that is on its way: its place alone waits, what stands around it stays. */
export function PageWaiting() {
  return (
    <div className={style.page}>
      <Waiting lines={8} />
    </div>
  )
}
