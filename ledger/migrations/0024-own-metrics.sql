-- Metrics that an organisation defined for itself. `former` keeps the formulas of earlier revisions: what was opened by one
-- of them is told by it for ever.
create table own_metric (
  like record_base including all,
  key text not null,
  name text not null,
  name_zh text,
  name_en text,
  formula jsonb not null,
  direction text not null check (direction in ('higher', 'lower', 'neither')),
  revision integer not null check (revision > 0),
  former jsonb not null,
  primary key (org_id, id)
);
call tenant_table('own_metric', 'select, insert, update');
-- A key is never given twice, not even when what it named is archived: targets and links go on meaning the same.
create unique index own_metric_key on own_metric (org_id, key);
create index own_metric_name on own_metric (org_id, name, id);
create index own_metric_recorded on own_metric (org_id, created_at, id);
create index own_metric_updated on own_metric (org_id, updated_at, id);
