-- What may be the same customer or person, however it was written down. In columns of their own, for a function of a column
-- is not leakproof and so finds no index under row-level security.
create function alike_domain(text) returns text language sql immutable parallel safe return
  nullif(regexp_replace(regexp_replace(lower(trim($1)), '^(https?://)?(www\.)?', ''), '[/:?#].*$', ''), '');
create function alike_email(text) returns text language sql immutable parallel safe return nullif(lower(trim($1)), '');
-- the last ten digits: with and without the code of the country, spaces and dashes; shorter ones are extensions
create function alike_phone(text) returns text language sql immutable parallel safe return
  case when length(regexp_replace($1, '\D', '', 'g')) >= 7 then right(regexp_replace($1, '\D', '', 'g'), 10) end;

alter table account
  add column domain_alike text generated always as (alike_domain(domain)) stored,
  add column phone_alike text generated always as (alike_phone(phone)) stored;
create index account_domain_alike on account (org_id, domain_alike) where domain_alike is not null;
create index account_phone_alike on account (org_id, phone_alike) where phone_alike is not null;

alter table contact
  add column email_alike text generated always as (alike_email(email)) stored,
  add column phone_alike text generated always as (alike_phone(phone)) stored;
create index contact_email_alike on contact (org_id, email_alike) where email_alike is not null;
create index contact_phone_alike on contact (org_id, phone_alike) where phone_alike is not null;

-- A customer that was merged leads to the one that stayed, and knows what went there.
alter table account
  add column merged_into uuid,
  add column merge jsonb,
  add foreign key (org_id, merged_into) references account (org_id, id);
