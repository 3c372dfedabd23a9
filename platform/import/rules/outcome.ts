/** What came of a row. */
export const outcomes = ['created', 'changed', 'unchanged', 'skipped', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
