/** `g d` → G, D: the keys as they stand on the keyboard. */
export const shortcutKeys = (shortcut: string): string[] =>
  shortcut.split(' ').map((key) => (key.length === 1 ? key.toUpperCase() : key))
