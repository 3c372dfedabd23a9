// Made by platform/db/writeTables.ts from the migrated database; don't edit.
import type { Generated } from 'kysely'
import type { Json } from '#platform/record/field.ts'

export interface Tables {
  account: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    parent_id: string | null
    owner_id: string | null
    domain: string | null
    industry: string | null
    segment: string | null
    phone: string | null
    location: string | null
    founded_year: number | null
    employees: number | null
    annual_revenue: bigint | null
    currency: string | null
    external_id: string | null
    note: string | null
    domain_alike: string | null
    phone_alike: string | null
    merged_into: string | null
    merge: Json | null
  }
  activity: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    kind: string
    subject: string
    body: string | null
    occurred_on: string
    occurred_at: string | null
    owner_id: string | null
    participants: Json | null
    account_id: string | null
    contact_id: string | null
    deal_id: string | null
    outcome: string | null
    connected: boolean | null
    minutes: number | null
    external_id: string | null
    replied_on: string | null
    replied_at: string | null
  }
  api_key: {
    org_id: string
    id: string
    member_id: string
    name: string
    scopes: Json
    hash: string
    created_at: string
    created_by: string | null
    expires_at: string
    revoked_at: string | null
    last_used_at: string | null
  }
  audit: {
    org_id: string
    id: string
    at: Generated<string>
    actor_id: string | null
    via: string
    address: string | null
    type: string
    record_id: string
    action: string
    concerns: string | null
    before: Json | null
    after: Json | null
    reason: string | null
  }
  calendar_day: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    site_id: string
    on: string
    kind: string
    name: string | null
  }
  contact: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    account_id: string | null
    owner_id: string | null
    email: string | null
    phone: string | null
    title: string | null
    external_id: string | null
    email_alike: string | null
    phone_alike: string | null
  }
  deal: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    account_id: string | null
    product_id: string | null
    stage_id: string
    owner_id: string | null
    amount: bigint | null
    currency: string | null
    closes_on: string | null
    probability: string | null
    source: string | null
    competitor: string | null
    next_step: string | null
    external_id: string | null
    status: string
    created_on: string
    first_amount: bigint | null
    opened_for: string | null
    closed_on: string | null
    cancelled_on: string | null
    loss_reason_id: string | null
    credits: Json | null
    basis: Json
    contact_id: string | null
    next_step_on: string | null
  }
  deal_event: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    deal_id: string
    kind: string
    on: string
    member_id: string | null
    account_id: string | null
    product_id: string | null
    from_stage_id: string | null
    to_stage_id: string | null
    pipeline_id: string | null
    before: string | null
    after: string | null
    amount: bigint | null
    currency: string | null
    basis: Json
  }
  file: {
    org_id: string
    id: string
    record_type: string
    record_id: string
    name: string
    bytes: bigint
    content_type: string | null
    place: string
    created_at: string
    created_by: string
    received_at: string | null
    deleted_at: string | null
    deleted_by: string | null
  }
  fx_rate: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    from_currency: string
    to_currency: string
    valid_on: string
    rate: string
    source: string
  }
  gram: {
    org_id: string
    type: string
    gram: string
    record_id: string
  }
  idempotency: {
    org_id: string
    actor_id: string
    route: string
    key: string
    body_hash: string
    status: number
    answer: Json | null
    at: Generated<string>
  }
  import_batch: {
    org_id: string
    id: string
    kind: string
    file_name: string
    file_hash: string
    bytes: bigint
    signature: string
    state: string
    headers: Json
    found: Json
    settings: Json
    questions: Json
    rows: bigint
    forecast: Json | null
    counts: Generated<Json>
    problem: Json | null
    pass: Generated<number>
    committed_line: Generated<bigint>
    job_id: string | null
    created_by: string | null
    created_at: Generated<string>
    committed_at: string | null
    undone_at: string | null
  }
  import_change: {
    org_id: string
    batch_id: string
    seq: bigint
    unit: string
    line: bigint
    type: string
    record_id: string
    before: Json | null
    version: number
    outcome: Generated<string>
    reason: Json | null
  }
  import_mapping: {
    org_id: string
    kind: string
    signature: string
    settings: Json
    used_at: Generated<string>
  }
  import_refused: {
    org_id: string
    batch_id: string
    line: bigint
    cells: Json
    reasons: Json
  }
  invite: {
    org_id: string
    id: string
    member_id: string
    hash: string
    created_at: string
    created_by: string | null
    expires_at: string
    used_at: string | null
    revoked_at: string | null
  }
  job: {
    org_id: string
    id: string
    kind: string
    actor_id: string | null
    state: Generated<string>
    done: Generated<bigint>
    total: bigint | null
    message: Json | null
    input: Generated<Json>
    result: Json | null
    errors: Generated<Json>
    cancel_asked: Generated<boolean>
    created_at: Generated<string>
    finished_at: string | null
  }
  leave: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    member_id: string
    on: string
    part: Generated<string>
    reason: string | null
  }
  ledger_day: {
    org_id: string
    recorded_on: string
    last_seq: bigint
  }
  ledger_entry: {
    org_id: string
    seq: bigint
    kind: string
    member_id: string | null
    team_id: string | null
    share: bigint
    occurred_on: string
    occurred_at: string | null
    recorded_at: string
    actor_id: string | null
    via: string
    quantity: bigint
    q2: bigint | null
    amount: bigint | null
    currency: string | null
    amount_base: bigint | null
    fx_rate: string | null
    fx_on: string | null
    subject_type: string
    subject_id: string
    account_id: string | null
    product_id: string | null
    dims: Generated<Json>
    reverses: bigint | null
  }
  ledger_head: {
    org_id: string
    seq: Generated<bigint>
    position: Generated<bigint>
    recorded_at: Generated<string>
  }
  ledger_month: {
    org_id: string
    kind: string
    month: string
    member_id: string
    team_id: string
    entries: bigint
    quantity: bigint
    q2: bigint
    amount_base: bigint
  }
  line: {
    org_id: string
    manager_id: string
    member_id: string
    depth: number
  }
  loss_reason: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    position: Generated<number>
  }
  member: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    email: string | null
    phone: string | null
    title: string | null
    role: string
    vacant: Generated<boolean>
    time_zone: string | null
    locale: string | null
    hours: Json | null
    employed_from: string | null
    employed_to: string | null
    external_id: string | null
    user_id: string | null
    deactivated_on: string | null
  }
  membership: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    member_id: string
    team_id: string | null
    manager_id: string | null
    site_id: string | null
    valid_from: string | null
    valid_to: string | null
  }
  notice: {
    org_id: string
    id: string
    member_id: string
    kind: string
    actor_id: string | null
    subject_type: string
    subject_id: string | null
    records: Generated<number>
    about: Json
    at: string
    read_at: string | null
  }
  notice_choice: {
    org_id: string
    member_id: string
    unwanted: Json
  }
  org: {
    id: string
    slug: string
    name: string
    currency: string
    time_zone: string
    locale: Generated<string>
    fiscal_start_month: Generated<number>
    fiscal_naming: Generated<string>
    week_start: Generated<number>
    period_pattern: Generated<string>
    year_anchor: Generated<string>
    created_at: Generated<string>
    sample: string | null
  }
  outbox: {
    org_id: string
    position: bigint
    topic: string
    record_id: string | null
    version: number | null
    owner_id: string | null
    at: Generated<string>
  }
  own_metric: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    key: string
    name: string
    name_zh: string | null
    name_en: string | null
    formula: Json
    direction: string
    revision: number
    former: Json
  }
  ownership_offer: {
    org_id: string
    id: string
    from_id: string
    to_id: string
    offered_at: string
    expires_at: string
    ended_at: string | null
    outcome: string | null
  }
  pipeline: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    position: Generated<number>
  }
  product: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    code: string | null
    category: string | null
    price: bigint | null
    cost: bigint | null
    currency: string | null
    external_id: string | null
  }
  ramp: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    team_id: string | null
    starts_from: string
    shares: string
  }
  record_version: {
    org_id: string
    type: string
    record_id: string
    seq: bigint
    part: number
    valid_on: string
    recorded_at: string
    actor_id: string | null
    state: Json | null
  }
  site: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    calendar: string | null
    time_zone: string | null
    weekend: Generated<Json>
    external_id: string | null
  }
  stage: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    pipeline_id: string
    position: number
    probability: string
    stale_after_days: number | null
  }
  target: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    metric: string
    member_id: string | null
    team_id: string | null
    period: string
    amount: string
    stretch: string | null
    challenge: string | null
    from: string
    to: string
    accepted_at: string | null
    accepted_by: string | null
    declined_at: string | null
    declined_for: string | null
    changed_at: string | null
  }
  target_change: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    target_id: string
    member_id: string | null
    kind: string
    state: string
    created_on: string
    from: string | null
    amount: string
    reason: string
    answered_at: string | null
    answered_by: string | null
    declined_for: string | null
  }
  team: {
    org_id: string
    id: string
    version: Generated<number>
    created_at: Generated<string>
    created_by: string | null
    updated_at: Generated<string>
    deleted_at: string | null
    name: string
    parent_id: string | null
    manager_id: string | null
    region: string | null
    external_id: string | null
  }
  today_choice: {
    org_id: string
    member_id: string
    subject: string
    until: string | null
  }
}
