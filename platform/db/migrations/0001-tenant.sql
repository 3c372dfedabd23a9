-- The bound role, and what every tenant's table has: one procedure, so that no table can forget a part of it.
do $$
declare name text;
begin
  foreach name in array array['farsail_app', 'farsail_lookup'] loop
    begin
      if not exists (select 1 from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
    exception when duplicate_object or unique_violation then null; -- another database of the server was faster
    end;
    -- whoever creates a role is its member, but may not act as it before it is said
    if not pg_has_role(current_user, name, 'set') then execute format('grant %I to %I', name, current_user); end if;
  end loop;
end $$;
create extension if not exists btree_gist;
revoke create on schema public from public;
grant usage on schema public to farsail_app, farsail_lookup;
-- Owns the few functions that look across tenants or keep the rollup; nobody signs in as it.
grant create on schema public to farsail_lookup;

-- Row-level security on and forced; the application's role gets exactly the named rights.
create procedure tenant_table(name regclass, rights text, org text default 'org_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', name);
  execute format('create policy tenant on %s using (%I = nullif(current_setting(''farsail.org_id'', true), '''')::uuid)', name, org);
  execute format('grant %s on %s to farsail_app', rights, name);
end $$;

-- The columns of every record; tables take them with LIKE.
create table record_base (
  org_id uuid not null,
  id uuid not null,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid,
  updated_at timestamptz not null default clock_timestamp(),
  deleted_at timestamptz
);
alter table record_base enable row level security, force row level security;

create table org (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  locale text not null default 'en',
  fiscal_start_month smallint not null default 1 check (fiscal_start_month between 1 and 12),
  fiscal_naming text not null default 'ends' check (fiscal_naming in ('ends', 'starts')),
  week_start smallint not null default 1 check (week_start between 1 and 7),
  period_pattern text not null default 'months' check (period_pattern in ('months', '4-4-5', '4-5-4', '5-4-4')),
  year_anchor text not null default 'nearest' check (year_anchor in ('nearest', 'last')),
  created_at timestamptz not null default clock_timestamp()
);
call tenant_table('org', 'select, insert, update', 'id');
create policy lookup on org for select to farsail_lookup using (true);
grant select on org to farsail_lookup;
create function org_by_slug(wanted text) returns uuid language sql stable security definer set search_path = public as
  $$ select id from org where slug = wanted $$;
alter function org_by_slug owner to farsail_lookup;
create function org_ids() returns setof uuid language sql stable security definer set search_path = public as
  $$ select id from org order by id $$;
alter function org_ids owner to farsail_lookup;

-- Who changed what, from where, before and after. Never changed, never deleted.
create table audit (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  via text not null check (via in ('app', 'import', 'api', 'rule', 'cli')),
  address text,
  type text not null,
  record_id uuid not null,
  action text not null,
  concerns uuid,
  before jsonb,
  after jsonb,
  reason text,
  primary key (org_id, id)
);
call tenant_table('audit', 'select, insert');
create index audit_record on audit (org_id, type, record_id, id desc);
create index audit_concerns on audit (org_id, concerns, id desc) where concerns is not null;

-- What the world outside is told of: positions without gaps, in the order in which readers see the commits.
create table outbox (
  org_id uuid not null,
  position bigint not null,
  topic text not null,
  record_id uuid,
  version integer,
  owner_id uuid,
  at timestamptz not null default clock_timestamp(),
  primary key (org_id, position)
);
call tenant_table('outbox', 'select, insert, delete');

-- The first answer to a write, given again when the same request comes back within 48 hours.
create table idempotency (
  org_id uuid not null,
  actor_id uuid not null,
  route text not null,
  key text not null check (length(key) between 1 and 255),
  body_hash text not null,
  status smallint not null,
  answer jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (org_id, actor_id, route, key)
);
call tenant_table('idempotency', 'select, insert, delete');
create index idempotency_at on idempotency (org_id, at);

-- Jobs that a person waits for: what was expected, what was done.
create table job (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  actor_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  message jsonb,
  input jsonb not null default '{}',
  result jsonb,
  errors jsonb not null default '[]',
  cancel_asked boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (org_id, id)
);
call tenant_table('job', 'select, insert, update');

-- Two-character grams of searchable texts, as rows: text equality is leakproof, so the index serves under the policy.
create table gram (
  org_id uuid not null,
  type text collate "C" not null,
  gram text collate "C" not null,
  record_id uuid not null,
  primary key (org_id, type, gram, record_id)
);
call tenant_table('gram', 'select, insert, delete');
