const key = 'farsail-set-up'

/** Keeps the address of the set-up page in this tab, for whoever looks at the sample company first. */
export function keepSetUpAddress(token: string): void {
  try {
    sessionStorage.setItem(key, `/setup#${encodeURIComponent(token)}`)
  } catch {}
}
export function setUpAddress(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
