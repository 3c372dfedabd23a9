/** A line of a menu. */
export interface MenuEntry {
  readonly key: string
  readonly text: string
  readonly onSelect: () => void
  /** Of one that is on or off: whether it is on. The menu stays open for the next. */
  readonly checked?: boolean
  /** A line above it. */
  readonly apart?: boolean
}
