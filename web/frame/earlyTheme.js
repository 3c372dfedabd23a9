// Before the first paint, so that a page in the dark does not flash. Inline scripts are not allowed here.
;(() => {
  let wish = null
  try {
    wish = localStorage.getItem('farsail-theme')
    document.documentElement.lang = localStorage.getItem('farsail-language') || navigator.language
  } catch {}
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
