import type { FieldKind } from '#platform/record/field.ts'
import type { TargetField } from './headers.ts'
import { type ImportKind, synonyms } from './synonyms.ts'

/** What each kind of import can be mapped to. */
export function targetFields(kind: ImportKind): TargetField[] {
  return Object.entries(shapes[kind]).map(([name, { kind: fieldKind, required = false, ...more }]) => ({
    name,
    kind: fieldKind,
    required,
    synonyms: synonyms[kind][name] ?? [],
    ...more,
  }))
}

type Shape = { readonly kind: FieldKind; readonly required?: boolean } & Partial<
  Pick<TargetField, 'relationTo' | 'matches' | 'form' | 'askUnit' | 'exact'>
>

const text: Shape = { kind: 'text' }
const name: Shape = { kind: 'text', required: true }
const choice: Shape = { kind: 'choice' }
const money: Shape = { kind: 'money' }
/** Its unit stands in another column: money, a count or a ratio. */
const exact: Shape = { kind: 'money', exact: true }
const day: Shape = { kind: 'day' }
const integer: Shape = { kind: 'integer' }
const rate: Shape = { kind: 'rate' }
const email: Shape = { kind: 'text', form: 'email' }
const phone: Shape = { kind: 'text', form: 'phone' }
const member: Shape = { kind: 'relation', relationTo: 'member', matches: ['name', 'email', 'externalId'] }
const team: Shape = { kind: 'relation', relationTo: 'team', matches: ['name', 'externalId'] }
const account: Shape = { kind: 'relation', relationTo: 'account', matches: ['name', 'externalId', 'domain'] }
const contact: Shape = { kind: 'relation', relationTo: 'contact', matches: ['name', 'email', 'externalId'] }
const product: Shape = { kind: 'relation', relationTo: 'product', matches: ['name', 'code', 'externalId'] }
const deal: Shape = { kind: 'relation', relationTo: 'deal', matches: ['externalId', 'name'] }

const shapes: Readonly<Record<ImportKind, Readonly<Record<string, Shape>>>> = {
  members: {
    name,
    firstName: text,
    lastName: text,
    email,
    manager: member,
    team,
    region: text,
    validFrom: day,
    validTo: day,
    role: choice,
    employedFrom: day,
    employedTo: day,
    timeZone: text,
    externalId: text,
    phone,
    title: text,
  },
  teams: { name, parent: team, manager: member, region: text, externalId: text },
  products: { name, code: text, category: text, price: money, cost: money, currency: text, externalId: text },
  accounts: {
    name,
    domain: { kind: 'text', form: 'url' },
    industry: text,
    foundedYear: integer,
    annualRevenue: { kind: 'money', askUnit: true },
    currency: text,
    employees: integer,
    location: text,
    parent: account,
    owner: member,
    phone,
    externalId: text,
    segment: text,
  },
  contacts: {
    name,
    firstName: text,
    lastName: text,
    email,
    phone,
    title: text,
    account,
    owner: member,
    externalId: text,
  },
  deals: {
    externalId: text,
    name,
    owner: { ...member, required: true },
    product,
    account,
    contact,
    stage: { kind: 'relation', required: true, relationTo: 'stage', matches: ['name'] },
    status: choice,
    createdOn: day,
    closesOn: day,
    closedOn: day,
    amount: money,
    currency: text,
    lostReason: text,
    source: text,
    competitor: text,
    nextStep: text,
    nextStepOn: day,
    probability: rate,
    pipeline: { kind: 'relation', relationTo: 'pipeline', matches: ['name'] },
  },
  activities: {
    kind: choice,
    subject: text,
    occurredAt: { kind: 'instant' },
    occurredOn: day,
    repliedOn: day,
    repliedAt: { kind: 'instant' },
    owner: { ...member, required: true },
    account,
    contact,
    deal,
    minutes: integer,
    outcome: choice,
    body: text,
    externalId: text,
  },
  'fx-rates': {
    from: { kind: 'text', required: true },
    to: { kind: 'text', required: true },
    validOn: { kind: 'day', required: true },
    rate: { kind: 'rate', required: true },
    source: text,
  },
  quotas: {
    member,
    team,
    metric: { kind: 'text', required: true },
    period: { kind: 'text', required: true },
    target: { ...exact, required: true },
    stretch: exact,
    challenge: exact,
    currency: text,
  },
}
