import { type ComponentProps, useEffect, useRef } from 'react'
import style from './Tick.module.css'

interface Props extends ComponentProps<'input'> {
  /** Some of what it stands for is ticked. */
  readonly some?: boolean
}

/** A box to tick. */
export function Tick({ some = false, ...input }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])
  return <input type="checkbox" {...input} ref={box} className={style.tick} />
}
