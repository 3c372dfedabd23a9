-- What lists are ordered and filtered by, as tests/plans.test.ts asks for: value, then id, so that one index serves both
-- directions; partial where most records have no value.
create index account_recorded on account (org_id, created_at, id);
create index account_updated on account (org_id, updated_at, id);
create index account_parent on account (org_id, parent_id) where parent_id is not null;
create index account_domain on account (org_id, domain) where domain is not null;

create index contact_recorded on contact (org_id, created_at, id);
create index contact_updated on contact (org_id, updated_at, id);
create index contact_owner on contact (org_id, owner_id);
create index contact_email on contact (org_id, email) where email is not null;

create index deal_updated on deal (org_id, updated_at, id);
create index deal_cancelled on deal (org_id, cancelled_on, id) where cancelled_on is not null;
create index deal_product on deal (org_id, product_id, created_on desc, id desc) where product_id is not null;
create index deal_loss_reason on deal (org_id, loss_reason_id) where loss_reason_id is not null;

create index deal_event_on on deal_event (org_id, "on", id);
create index deal_event_member on deal_event (org_id, member_id, "on" desc, id desc);

create index activity_recorded on activity (org_id, created_at, id);
create index activity_updated on activity (org_id, updated_at, id);
create index activity_owner on activity (org_id, owner_id, occurred_on desc, id desc);
create index activity_contact on activity (org_id, contact_id, occurred_on desc) where contact_id is not null;
