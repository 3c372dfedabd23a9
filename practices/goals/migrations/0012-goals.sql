-- Targets of people, teams and the organisation, and what was decided about them later.
create table target (
  like record_base including all,
  metric text not null,
  member_id uuid,
  team_id uuid,
  period text not null,
  amount numeric not null,
  stretch numeric,
  challenge numeric,
  "from" date not null,
  "to" date not null check ("to" >= "from"),
  accepted_at timestamptz,
  accepted_by uuid,
  declined_at timestamptz,
  declined_for text,
  changed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, accepted_by) references member (org_id, id),
  constraint target_of_one check (member_id is null or team_id is null),
  constraint target_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
  constraint target_declined_for_a_reason check ((declined_at is null) = (declined_for is null))
);
call tenant_table('target', 'select, insert, update');
-- One target a metric, period and person (or team, or the organisation): for this, nobody is the same as nobody.
create unique index target_once on target (org_id, period, metric, member_id, team_id) nulls not distinct where deleted_at is null;
create index target_metric on target (org_id, metric, id);
create index target_period on target (org_id, period, id);
create index target_member on target (org_id, member_id, "from" desc);
create index target_team on target (org_id, team_id, "from" desc);
create index target_from on target (org_id, "from", id);
create index target_to on target (org_id, "to", id);
create index target_recorded on target (org_id, created_at, id);
create index target_updated on target (org_id, updated_at, id);

create table target_change (
  like record_base including all,
  target_id uuid not null,
  member_id uuid,
  kind text not null check (kind in ('change', 'correction')),
  state text not null check (state in ('waiting', 'inForce', 'declined')),
  created_on date not null,
  "from" date,
  amount numeric not null,
  reason text not null,
  answered_at timestamptz,
  answered_by uuid,
  declined_for text,
  primary key (org_id, id),
  foreign key (org_id, target_id) references target (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, answered_by) references member (org_id, id),
  constraint target_change_has_day check ((kind = 'change') = ("from" is not null)),
  constraint target_change_declined_for_a_reason check ((state = 'declined') = (declined_for is not null))
);
call tenant_table('target_change', 'select, insert, update');
create index target_change_target on target_change (org_id, target_id, id);
create index target_change_member on target_change (org_id, member_id, created_on desc, id desc);
create index target_change_state on target_change (org_id, state, id);
