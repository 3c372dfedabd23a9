import { Nothing } from './Nothing.tsx'

/** A person's sign: the family name in Chinese, initials otherwise. */
export function Face({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  return (
    <span className="face" data-small={small || undefined} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function initials(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  if (/\p{Script=Han}/u.test(first)) return [...first][0] ?? ''
  const last = rest.at(-1) ?? ''
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase()
}

interface Props {
  readonly name: string | null
  readonly face?: boolean
}

export function PersonName({ name, face = true }: Props) {
  if (name === null) return <Nothing />
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 8,
        minWidth: 0,
        maxWidth: '100%',
        verticalAlign: 'bottom',
      }}
    >
      {face && <Face name={name} small />}
      <span className="cut">{name}</span>
    </span>
  )
}
