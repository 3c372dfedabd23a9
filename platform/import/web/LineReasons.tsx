import { useTranslations } from 'use-intl'
import { Num } from '#web/parts/Num.tsx'
import style from './BatchScreen.module.css'

interface Props {
  readonly lines: readonly { readonly line: number; readonly text: string }[]
}

/** Lines of the file with what is said of them. */
export function LineReasons({ lines }: Props) {
  const t = useTranslations('import.outcome')
  return (
    <ul className={style.lines}>
      {lines.map(({ line, text }, i) => (
        <li key={`${String(line)} ${String(i)}`}>
          <span className="dim">{t.rich('line', { line: () => <Num of={line} /> })}</span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
