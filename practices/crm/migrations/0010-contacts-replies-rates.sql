-- Whom a deal is about, when a mail was answered, and rates of decades.
alter table deal add column contact_id uuid;
alter table deal add foreign key (org_id, contact_id) references contact (org_id, id);
create index deal_contact on deal (org_id, contact_id, created_on desc, id desc) where contact_id is not null;

alter table activity add column replied_on date check (replied_on >= occurred_on);
alter table activity add column replied_at timestamptz;
create index activity_replied on activity (org_id, replied_on, id) where replied_on is not null;

-- The pairs that a source quotes are stepped through, and the rate of a day is the first one found.
create index fx_rate_pair on fx_rate (org_id, source, from_currency, to_currency, valid_on) where deleted_at is null;
