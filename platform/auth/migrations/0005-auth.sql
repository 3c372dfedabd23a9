-- Sign-in. A user stands beside the organisations and is linked to one member in each of them, so the tables of schema
-- auth have no tenant: the listed exception of row-level security. The first four are the sign-in library's.
create schema auth;
grant usage on schema auth to farsail_app, farsail_lookup;

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  theme text not null default 'auto' check (theme in ('light', 'dark', 'auto')),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);

-- A token is replaced once a day. The one before it holds until the new one has been seen.
create table auth.session (
  id text primary key,
  user_id text not null references auth."user" (id) on delete cascade,
  token text not null unique,
  previous_token text unique check (previous_token <> token),
  rotated_at timestamptz,
  expires_at timestamptz not null,
  seen_at timestamptz,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create index session_by_user on auth.session (user_id);
create index session_by_expiry on auth.session (expires_at);
grant select on auth.session to farsail_lookup;

create table auth.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (provider_id, account_id)
);
create index account_by_user on auth.account (user_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create index verification_identifier on auth.verification (identifier);
create index verification_value on auth.verification (value);

-- What was tried lately: by e-mail, by address, by both; as hashes, since people type passwords into the wrong box.
create table auth.attempt (
  key text collate "C" not null,
  id uuid not null,
  at timestamptz not null,
  primary key (key, id)
);
create index attempt_at on auth.attempt (at);

-- Mails that could not go out; read by the host at the command line, by no route.
create table auth.unsent_mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null
);

grant select, insert, update, delete on all tables in schema auth to farsail_app;

-- A key names its organisation and itself, so that it is looked up within its tenant; only its hash is kept.
create table api_key (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  scopes jsonb not null check (jsonb_typeof(scopes) = 'array' and jsonb_array_length(scopes) > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('api_key', 'select, insert, update');
create index api_key_member on api_key (org_id, member_id);

-- A link by which a person takes their member's seat: used once, and a new one ends the old.
create table invite (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  constraint invite_used_or_revoked check (used_at is null or revoked_at is null)
);
call tenant_table('invite', 'select, insert, update');
create unique index invite_open on invite (org_id, member_id) where used_at is null and revoked_at is null;

-- Who calls, in one round trip whatever organisation the connection is set to: a session and its user's member in the
-- organisation that is named by id or slug. Without such a member the session comes alone. plpgsql keeps the plan.
create function session_actor(given text, wanted_id uuid, wanted_slug text, at timestamptz)
  returns table (
    session_id text, user_id text, token text, previous_token text, rotated_at timestamptz, seen_at timestamptz,
    org_id uuid, time_zone text, member_id uuid, role text, locale text, deactivated_on date
  )
  language plpgsql stable security definer set search_path = public as $$
declare found_session auth.session;
begin
  select s.* into found_session from auth.session s where s.token = given and s.expires_at > at;
  if found_session.id is null then
    select s.* into found_session from auth.session s where s.previous_token = given and s.expires_at > at;
  end if;
  if found_session.id is null then return; end if;
  return query
    select found_session.id, found_session.user_id, found_session.token, found_session.previous_token,
      coalesce(found_session.rotated_at, found_session.created_at), found_session.seen_at,
      x.org_id, x.time_zone, x.member_id, x.role, x.locale, x.deactivated_on
    from (select 1) one left join lateral (
      select m.org_id, o.time_zone, m.id as member_id, m.role, m.locale, m.deactivated_on
      from member m join org o on o.id = m.org_id
      where m.user_id = found_session.user_id and m.deleted_at is null and (o.id = wanted_id or o.slug = wanted_slug)
    ) x on true;
end $$;
alter function session_actor owner to farsail_lookup;

create function organisations_of_user(wanted text)
  returns table (org_id uuid, slug text, name text, time_zone text, member_id uuid, deactivated_on date)
  language sql stable security definer set search_path = public as $$
  select o.id, o.slug, o.name, o.time_zone, m.id, m.deactivated_on
  from member m join org o on o.id = m.org_id
  where m.user_id = wanted and m.deleted_at is null order by m.created_at, m.id
$$;
alter function organisations_of_user owner to farsail_lookup;
