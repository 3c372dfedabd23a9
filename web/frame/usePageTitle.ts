import { useEffect } from 'react'

let [shown, unread] = ['', 0]

/** "Deals · Farsail": the page's name in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    shown = title
    write()
  }, [title])
}

/** "(3) Deals · Farsail": how many notices wait, also where another tab is in front. */
export function showUnread(count: number): void {
  unread = count
  write()
}

function write(): void {
  const page = shown === '' ? 'Farsail' : `${shown} · Farsail`
  document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${page}` : page
}
