let [here, before] = ['', '']

/** Told of each place that is shown. */
export function notePlace(href: string): void {
  if (href === here) return
  before = here
  here = href
}

/** Whether one came right from there: then the browser's own way back leads also to the row that one was at. */
export const cameFrom = (href: string) => before === href
