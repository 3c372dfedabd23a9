-- Ramps for newcomers: which part of a full target is asked in each month since the first day.
create table ramp (
  like record_base including all,
  name text not null,
  team_id uuid,
  starts_from date not null,
  shares text not null,
  primary key (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
call tenant_table('ramp', 'select, insert, update');
-- One ramp a team and first day: for this, no team is the same as no team.
create unique index ramp_starts_from on ramp (org_id, team_id, starts_from) nulls not distinct where deleted_at is null;
create index ramp_starts on ramp (org_id, starts_from desc, id desc);
create index ramp_name on ramp (org_id, name, id);
create index ramp_team on ramp (org_id, team_id, id);
create index ramp_recorded on ramp (org_id, created_at, id);
create index ramp_updated on ramp (org_id, updated_at, id);
