-- Files attached to records. The bytes lie in the data folder under `place`, a random name; the row says whose they are.
-- While a file still comes in, received_at is empty.
create table file (
  org_id uuid not null,
  id uuid not null,
  record_type text collate "C" not null,
  record_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  bytes bigint not null check (bytes > 0),
  -- what the bytes are, read from themselves; never what a sender says
  content_type text,
  place text not null unique check (place ~ '^[0-9a-f]{48}$'),
  created_at timestamptz not null,
  created_by uuid not null,
  received_at timestamptz,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id),
  foreign key (org_id, deleted_by) references member (org_id, id),
  constraint file_received_has_type check ((received_at is null) = (content_type is null))
);
call tenant_table('file', 'select, insert, update, delete');
create index file_record on file (org_id, record_type, record_id, id desc);
create index file_unfinished on file (org_id, created_at) where received_at is null;
create index file_deleted on file (org_id, deleted_at) where deleted_at is not null;
