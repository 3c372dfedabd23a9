create table pipeline (
  like record_base including all,
  name text not null,
  position integer not null default 0,
  primary key (org_id, id)
);
call tenant_table('pipeline', 'select, insert, update');
create unique index pipeline_name on pipeline (org_id, name) where deleted_at is null;

create table stage (
  like record_base including all,
  name text not null,
  pipeline_id uuid not null,
  position integer not null,
  probability numeric not null check (probability between 0 and 1),
  stale_after_days integer check (stale_after_days > 0),
  primary key (org_id, id),
  foreign key (org_id, pipeline_id) references pipeline (org_id, id)
);
call tenant_table('stage', 'select, insert, update');
create unique index stage_name on stage (org_id, pipeline_id, name) where deleted_at is null;

create table loss_reason (
  like record_base including all,
  name text not null,
  position integer not null default 0,
  primary key (org_id, id)
);
call tenant_table('loss_reason', 'select, insert, update');
create unique index loss_reason_name on loss_reason (org_id, name) where deleted_at is null;

create table product (
  like record_base including all,
  name text not null,
  code text,
  category text,
  price bigint,
  cost bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  external_id text,
  primary key (org_id, id)
);
call tenant_table('product', 'select, insert, update');
create unique index product_name on product (org_id, name) where deleted_at is null;
create unique index product_external on product (org_id, external_id) where external_id is not null and deleted_at is null;

create table account (
  like record_base including all,
  name text not null,
  parent_id uuid,
  owner_id uuid,
  domain text,
  industry text,
  segment text,
  phone text,
  location text,
  founded_year integer,
  employees integer,
  annual_revenue bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  external_id text,
  note text,
  primary key (org_id, id),
  foreign key (org_id, parent_id) references account (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id)
);
call tenant_table('account', 'select, insert, update');
create index account_name on account (org_id, name, id);
create unique index account_external on account (org_id, external_id) where external_id is not null and deleted_at is null;
create index account_owner on account (org_id, owner_id);

create table contact (
  like record_base including all,
  name text not null,
  account_id uuid,
  owner_id uuid,
  email text,
  phone text,
  title text,
  external_id text,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id)
);
call tenant_table('contact', 'select, insert, update');
create index contact_name on contact (org_id, name, id);
create unique index contact_external on contact (org_id, external_id) where external_id is not null and deleted_at is null;
create index contact_account on contact (org_id, account_id);

create table deal (
  like record_base including all,
  name text not null,
  account_id uuid,
  product_id uuid,
  stage_id uuid not null,
  owner_id uuid,
  amount bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  closes_on date,
  probability numeric check (probability between 0 and 1),
  source text,
  competitor text,
  next_step text,
  external_id text,
  status text not null check (status in ('open', 'won', 'lost', 'cancelled')),
  created_on date not null,
  first_amount bigint,
  opened_for uuid,
  closed_on date check (closed_on >= created_on),
  cancelled_on date check (cancelled_on >= closed_on),
  loss_reason_id uuid,
  credits jsonb,
  basis jsonb not null,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, product_id) references product (org_id, id),
  foreign key (org_id, stage_id) references stage (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id),
  foreign key (org_id, opened_for) references member (org_id, id),
  foreign key (org_id, loss_reason_id) references loss_reason (org_id, id),
  constraint deal_closed_has_day check ((status = 'open') = (closed_on is null)),
  constraint deal_cancelled_has_day check ((status = 'cancelled') = (cancelled_on is not null)),
  constraint deal_won_has_amount check (status not in ('won', 'cancelled') or amount is not null)
);
call tenant_table('deal', 'select, insert, update');
create index deal_name on deal (org_id, name, id);
create index deal_created on deal (org_id, created_on desc, id desc);
create index deal_recorded on deal (org_id, created_at desc, id desc);
create index deal_owner on deal (org_id, owner_id, created_on desc, id desc);
create index deal_account on deal (org_id, account_id, created_on desc);
create index deal_status on deal (org_id, status, created_on desc, id desc);
create index deal_stage on deal (org_id, stage_id, created_on desc, id desc);
create index deal_amount on deal (org_id, amount desc, id desc);
create index deal_closes on deal (org_id, closes_on, id);
create index deal_closed on deal (org_id, closed_on, id);
create unique index deal_external on deal (org_id, external_id) where external_id is not null and deleted_at is null;

-- What happened to a deal while it was open, and its reopenings: small records with entries of their own.
create table deal_event (
  like record_base including all,
  deal_id uuid not null,
  kind text not null check (kind in ('stage', 'amount', 'closeDay', 'reopened')),
  "on" date not null,
  member_id uuid,
  account_id uuid,
  product_id uuid,
  from_stage_id uuid,
  to_stage_id uuid,
  pipeline_id uuid,
  before text,
  after text,
  amount bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  basis jsonb not null,
  primary key (org_id, id),
  foreign key (org_id, deal_id) references deal (org_id, id)
);
call tenant_table('deal_event', 'select, insert, update');
create index deal_event_deal on deal_event (org_id, deal_id, id);

create table activity (
  like record_base including all,
  kind text not null check (kind in ('call', 'email', 'meeting', 'visit', 'message', 'note')),
  subject text not null,
  body text,
  occurred_on date not null,
  occurred_at timestamptz,
  owner_id uuid,
  participants jsonb,
  account_id uuid,
  contact_id uuid,
  deal_id uuid,
  outcome text,
  connected boolean,
  minutes integer check (minutes >= 0),
  external_id text,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id),
  foreign key (org_id, deal_id) references deal (org_id, id)
);
call tenant_table('activity', 'select, insert, update');
create index activity_day on activity (org_id, occurred_on desc, id desc);
create index activity_account on activity (org_id, account_id, occurred_on desc);
create index activity_deal on activity (org_id, deal_id, occurred_on desc);
create unique index activity_external on activity (org_id, external_id) where external_id is not null and deleted_at is null;
