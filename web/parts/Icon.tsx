import { type IconName, iconPaths, sailPath } from '#web/frame/icons.ts'

/** A sign beside words. What it means is said by the words, so it is silent for a screen reader. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" style={{ width: size, height: size }}>
      <path d={iconPaths[name]} />
    </svg>
  )
}

/** Farsail's own sign. */
export function Sail({ size = 20 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="var(--accent)" aria-hidden="true">
      <path d={sailPath} />
    </svg>
  )
}
