import { useEffect } from 'react'

/** "Deals · Haiyue": the page's name in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Farsail' : `${title} · Farsail`
  }, [title])
}
