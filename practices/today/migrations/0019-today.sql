-- What a person put off until a day, or (without one) for good.
create table today_choice (
  org_id uuid not null,
  member_id uuid not null,
  subject text not null check (length(subject) between 1 and 100),
  until date,
  primary key (org_id, member_id, subject),
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('today_choice', 'select, insert, update, delete');
-- One person's open deals among the closed ones of years, in the order in which they should close.
create index deal_open_owner on deal (org_id, owner_id, closes_on, id) where status = 'open' and deleted_at is null;
