-- What others did that concerns a person, told to them alone; kept for 90 days.
create table notice (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  actor_id uuid,
  subject_type text not null,
  -- none where one notice stands for several records
  subject_id uuid,
  records integer not null default 1 check (records > 0),
  about jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, actor_id) references member (org_id, id),
  constraint notice_of_one_or_several check ((records = 1) = (subject_id is not null))
);
call tenant_table('notice', 'select, insert, update, delete');
create index notice_member on notice (org_id, member_id, id desc);
create index notice_unread on notice (org_id, member_id, id desc) where read_at is null;
create index notice_at on notice (org_id, at);

-- Kinds that a person does not want to hear of.
create table notice_choice (
  org_id uuid not null,
  member_id uuid not null,
  unwanted jsonb not null,
  primary key (org_id, member_id),
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('notice_choice', 'select, insert, update');
