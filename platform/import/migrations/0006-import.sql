-- An import: its file, what was found in it, what a person said of it, and how far it is.
create table import_batch (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_hash text not null,
  bytes bigint not null check (bytes >= 0),
  -- files of one source have the same column names: what was said of one holds for the next
  signature text not null,
  state text not null check (state in ('open', 'running', 'stopped', 'done', 'undoing', 'undone')),
  headers jsonb not null,
  found jsonb not null,
  settings jsonb not null,
  questions jsonb not null,
  rows bigint not null check (rows >= 0),
  -- what a dry run saw coming
  forecast jsonb,
  counts jsonb not null default '{}',
  problem jsonb,
  -- pass 1 writes the rows, pass 2 ties those together that name one another; both go on behind the last committed line
  pass smallint not null default 1 check (pass in (1, 2)),
  committed_line bigint not null default 0,
  job_id uuid,
  created_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  committed_at timestamptz,
  undone_at timestamptz,
  primary key (org_id, id),
  constraint import_batch_done_when check (state <> 'done' or committed_at is not null),
  constraint import_batch_undone_when check ((state = 'undone') = (undone_at is not null))
);
call tenant_table('import_batch', 'select, insert, update');

-- What a batch wrote, in order: what stood before, and the version that it left behind. A unit is taken back as a whole.
create table import_change (
  org_id uuid not null,
  batch_id uuid not null,
  seq bigint not null check (seq > 0),
  unit uuid not null,
  line bigint not null,
  type text collate "C" not null,
  record_id uuid not null,
  before jsonb,
  version integer not null,
  outcome text not null default 'stands' check (outcome in ('stands', 'undone', 'left')),
  reason jsonb,
  primary key (org_id, batch_id, seq),
  foreign key (org_id, batch_id) references import_batch (org_id, id),
  constraint import_change_left_says_why check ((outcome = 'left') = (reason is not null))
);
call tenant_table('import_change', 'select, insert, update');
create index import_change_unit on import_change (org_id, batch_id, unit);
create index import_change_record on import_change (org_id, record_id);

create table import_refused (
  org_id uuid not null,
  batch_id uuid not null,
  line bigint not null,
  cells jsonb not null,
  reasons jsonb not null,
  primary key (org_id, batch_id, line),
  foreign key (org_id, batch_id) references import_batch (org_id, id)
);
call tenant_table('import_refused', 'select, insert, update, delete');

-- What a person said of a source, for its next file.
create table import_mapping (
  org_id uuid not null,
  kind text not null,
  signature text not null,
  settings jsonb not null,
  used_at timestamptz not null default clock_timestamp(),
  primary key (org_id, kind, signature)
);
call tenant_table('import_mapping', 'select, insert, update');
