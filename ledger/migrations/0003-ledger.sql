-- The one ledger: append-only for the application's role. A correction is a reversing entry plus a new one.
create table ledger_head (
  org_id uuid primary key,
  seq bigint not null default 0,
  position bigint not null default 0,
  recorded_at timestamptz not null default '-infinity'
);
call tenant_table('ledger_head', 'select, insert, update');

create table ledger_entry (
  org_id uuid not null,
  seq bigint not null check (seq > 0),
  kind text collate "C" not null,
  member_id uuid,
  team_id uuid,
  share bigint not null check (share between 0 and 1000000),
  occurred_on date not null,
  occurred_at timestamptz,
  recorded_at timestamptz not null,
  actor_id uuid,
  via text not null check (via in ('app', 'import', 'api', 'rule', 'cli')),
  quantity bigint not null,
  q2 bigint,
  amount bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  amount_base bigint,
  fx_rate text,
  fx_on date,
  subject_type text not null,
  subject_id uuid not null,
  account_id uuid,
  product_id uuid,
  dims jsonb not null default '{}',
  reverses bigint,
  primary key (org_id, seq),
  foreign key (org_id, reverses) references ledger_entry (org_id, seq),
  check ((amount is null) = (currency is null)),
  check ((amount is null) = (amount_base is null)),
  check (reverses < seq)
);
call tenant_table('ledger_entry', 'select, insert');
create index ledger_entry_kind on ledger_entry (org_id, kind, occurred_on, seq)
  include (member_id, team_id, quantity, amount_base, account_id, product_id);
create index ledger_entry_member on ledger_entry (org_id, kind, member_id, occurred_on, seq);
create index ledger_entry_subject on ledger_entry (org_id, subject_type, subject_id);
create unique index ledger_entry_reversed on ledger_entry (org_id, reverses) where reverses is not null;

-- The last position of each recorded day in the reporting zone: "as known on day K" finds its position here.
create table ledger_day (
  org_id uuid not null,
  recorded_on date not null,
  last_seq bigint not null,
  primary key (org_id, recorded_on)
);
call tenant_table('ledger_day', 'select, insert, update');

-- The rollup, kept in the same transaction by a trigger; the application's role can only read it.
create table ledger_month (
  org_id uuid not null,
  kind text collate "C" not null,
  month date not null,
  member_id uuid not null,
  team_id uuid not null,
  entries bigint not null,
  quantity bigint not null,
  q2 bigint not null,
  amount_base bigint not null,
  primary key (org_id, kind, month, member_id, team_id)
);
call tenant_table('ledger_month', 'select');
create policy rollup on ledger_month to farsail_lookup using (true) with check (true);
grant select, insert, update on ledger_month to farsail_lookup;

create function ledger_roll_up() returns trigger language plpgsql security definer set search_path = public as $$
declare nobody constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  insert into ledger_month as m (org_id, kind, month, member_id, team_id, entries, quantity, q2, amount_base)
  select org_id, kind, date_trunc('month', occurred_on)::date, coalesce(member_id, nobody), coalesce(team_id, nobody),
         count(*), sum(quantity), coalesce(sum(q2), 0), coalesce(sum(amount_base), 0)
  from added group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (org_id, kind, month, member_id, team_id) do update
    set entries = m.entries + excluded.entries, quantity = m.quantity + excluded.quantity,
        q2 = m.q2 + excluded.q2, amount_base = m.amount_base + excluded.amount_base;
  return null;
end $$;
alter function ledger_roll_up owner to farsail_lookup;
create trigger ledger_rolls_up after insert on ledger_entry referencing new table as added
  for each statement execute function ledger_roll_up();

-- A record's states. In force on day D as known at S is the row with the largest (seq, part) among valid_on <= D, seq <= S.
create table record_version (
  org_id uuid not null,
  type text collate "C" not null,
  record_id uuid not null,
  seq bigint not null,
  part smallint not null,
  valid_on date not null,
  recorded_at timestamptz not null,
  actor_id uuid,
  state jsonb,
  primary key (org_id, type, record_id, seq, part)
);
call tenant_table('record_version', 'select, insert');
create index record_version_day on record_version (org_id, type, valid_on, record_id);
-- What was learnt since a position.
create index record_version_seq on record_version (org_id, type, seq);
