-- An organisation offered by its owner to another member, who takes it over by accepting: one offer at a time.
create table ownership_offer (
  org_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null check (to_id <> from_id),
  offered_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > offered_at),
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'declined', 'withdrawn', 'replaced')),
  primary key (org_id, id),
  foreign key (org_id, from_id) references member (org_id, id),
  foreign key (org_id, to_id) references member (org_id, id),
  constraint ownership_offer_ended_how check ((ended_at is null) = (outcome is null))
);
call tenant_table('ownership_offer', 'select, insert, update');
create unique index ownership_offer_open on ownership_offer (org_id) where ended_at is null;
