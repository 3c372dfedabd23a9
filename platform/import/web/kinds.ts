import { type ImportKind, importKinds } from '../rules/synonyms.ts'

/** What permission an import of a kind needs, and where one sees what came in; null while no page shows it. */
const facts: Readonly<Record<ImportKind, { readonly type: string; readonly to: string | null }>> = {
  members: { type: 'member', to: '/settings/people' },
  teams: { type: 'team', to: '/settings/teams' },
  products: { type: 'product', to: '/settings/products' },
  accounts: { type: 'account', to: '/customers' },
  contacts: { type: 'contact', to: '/customers' },
  deals: { type: 'deal', to: '/deals' },
  activities: { type: 'activity', to: '/customers' },
  'fx-rates': { type: 'fxRate', to: '/settings/rates' },
  quotas: { type: 'target', to: '/goals/quotas' },
}

export const placeOf = (kind: ImportKind): string | null => facts[kind].to
export function kindsFor(may: (permission: string) => boolean): readonly ImportKind[] {
  return importKinds.filter((kind) => may(`${facts[kind].type}.import`))
}

/** The kind of a batch; of one that only a newer version knows, the page that is open shows what it can. */
export function kindOf({ kind }: { readonly kind: string }): ImportKind {
  return importKinds.find((one) => one === kind) ?? 'deals'
}
