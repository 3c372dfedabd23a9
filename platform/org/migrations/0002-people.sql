-- A site has the calendar that its people work by.
create table site (
  like record_base including all,
  name text not null,
  calendar text,
  time_zone text,
  weekend jsonb not null default '[6, 7]',
  external_id text,
  primary key (org_id, id)
);
call tenant_table('site', 'select, insert, update');
create unique index site_name on site (org_id, name) where deleted_at is null;

create table calendar_day (
  like record_base including all,
  site_id uuid not null,
  "on" date not null,
  kind text not null check (kind in ('holiday', 'madeUp', 'half')),
  name text,
  primary key (org_id, id),
  foreign key (org_id, site_id) references site (org_id, id)
);
call tenant_table('calendar_day', 'select, insert, update');
create unique index calendar_day_once on calendar_day (org_id, site_id, "on") where deleted_at is null;

create table member (
  like record_base including all,
  name text not null,
  email text,
  phone text,
  title text,
  role text not null check (role in ('owner', 'admin', 'ops', 'payroll', 'hr', 'manager', 'rep', 'trainer', 'recruiter', 'guest')),
  vacant boolean not null default false,
  time_zone text,
  locale text,
  hours jsonb,
  employed_from date,
  employed_to date check (employed_to >= employed_from),
  external_id text,
  user_id text,
  deactivated_on date,
  primary key (org_id, id)
);
call tenant_table('member', 'select, insert, update');
create unique index member_email on member (org_id, lower(email)) where email is not null and deleted_at is null;
create unique index member_external on member (org_id, external_id) where external_id is not null and deleted_at is null;
create unique index member_user on member (org_id, user_id) where user_id is not null;
create index member_by_user on member (user_id) where user_id is not null;
create policy lookup on member for select to farsail_lookup using (true);
grant select on member to farsail_lookup;
-- The organisations of one who signs in: the only question that is asked across tenants.
create function members_of_user(wanted text) returns table (org_id uuid, member_id uuid) language sql stable security definer
  set search_path = public as
  $$ select m.org_id, m.id from member m where m.user_id = wanted and m.deleted_at is null order by m.created_at $$;
alter function members_of_user owner to farsail_lookup;

create table team (
  like record_base including all,
  name text not null,
  parent_id uuid,
  manager_id uuid,
  region text,
  external_id text,
  primary key (org_id, id),
  foreign key (org_id, parent_id) references team (org_id, id),
  foreign key (org_id, manager_id) references member (org_id, id)
);
call tenant_table('team', 'select, insert, update');
create unique index team_name on team (org_id, name) where deleted_at is null;
create unique index team_external on team (org_id, external_id) where external_id is not null and deleted_at is null;

-- Who belonged to which team, under whom, at which site, from a day until a day: [valid_from, valid_to); null is open on
-- that side.
create table membership (
  like record_base including all,
  member_id uuid not null,
  team_id uuid,
  manager_id uuid check (manager_id <> member_id),
  site_id uuid,
  valid_from date,
  valid_to date,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, manager_id) references member (org_id, id),
  foreign key (org_id, site_id) references site (org_id, id),
  constraint membership_not_twice exclude using gist
    (org_id with =, member_id with =, daterange(valid_from, valid_to) with &&) where (deleted_at is null)
);
call tenant_table('membership', 'select, insert, update');
create index membership_team on membership (org_id, team_id);
create index membership_manager on membership (org_id, manager_id);

create table leave (
  like record_base including all,
  member_id uuid not null,
  "on" date not null,
  part text not null default 'day' check (part in ('day', 'half')),
  reason text,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('leave', 'select, insert, update');
create unique index leave_once on leave (org_id, member_id, "on") where deleted_at is null;

-- Who is below whom today, at any depth; made again when a membership changes and when a day begins.
create table line (
  org_id uuid not null,
  manager_id uuid not null,
  member_id uuid not null,
  depth smallint not null,
  primary key (org_id, manager_id, member_id)
);
call tenant_table('line', 'select, insert, delete');

create table fx_rate (
  like record_base including all,
  from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
  to_currency text not null check (to_currency ~ '^[A-Z]{3}$' and to_currency <> from_currency),
  valid_on date not null,
  rate numeric not null check (rate > 0),
  source text not null,
  primary key (org_id, id)
);
call tenant_table('fx_rate', 'select, insert, update');
create unique index fx_rate_once on fx_rate (org_id, from_currency, to_currency, valid_on, source) where deleted_at is null;
