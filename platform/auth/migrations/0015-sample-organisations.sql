-- An organisation that is a sample from its first moment to its last: entered by those who made it ('own') or by whoever
-- reaches the address ('open'). Real ones have none, and neither ever becomes the other.
alter table org add column sample text check (sample in ('own', 'open'));
create function org_sample_stays() returns trigger language plpgsql as $$
begin
  raise exception 'whether an organisation is a sample is said when it is made' using errcode = 'check_violation';
end $$;
create trigger org_sample_stays before update of sample on org for each row
  when (new.sample is distinct from old.sample) execute function org_sample_stays();

-- Until there is a real organisation, the installation waits for somebody to set it up.
create function set_up_needed() returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select from org where sample is null) $$;
alter function set_up_needed owner to farsail_lookup;
create function open_sample() returns uuid language sql stable security definer set search_path = public, pg_temp as
  $$ select id from org where sample = 'open' order by id limit 1 $$;
alter function open_sample owner to farsail_lookup;

-- Whose eyes a session looks through in a sample organisation. Nowhere else does it count: session_actor asks for the flag.
alter table auth.session add column sees_as uuid;

create or replace function session_actor(given text, wanted_id uuid, wanted_slug text, at timestamptz)
  returns table (
    session_id text, user_id text, token text, previous_token text, rotated_at timestamptz, seen_at timestamptz,
    org_id uuid, time_zone text, member_id uuid, role text, locale text, deactivated_on date
  )
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found_session auth.session;
begin
  select s.* into found_session from auth.session s where s.token = given and s.expires_at > at;
  if found_session.id is null then
    select s.* into found_session from auth.session s where s.previous_token = given and s.expires_at > at;
  end if;
  if found_session.id is null then return; end if;
  return query
    select found_session.id, found_session.user_id, found_session.token, found_session.previous_token,
      coalesce(found_session.rotated_at, found_session.created_at), found_session.seen_at,
      x.org_id, x.time_zone, x.member_id, x.role, x.locale, x.deactivated_on
    from (select 1) one left join lateral (
      select o.id as org_id, o.time_zone, coalesce(seen.id, m.id) as member_id, coalesce(seen.role, m.role) as role,
        coalesce(seen.locale, m.locale) as locale, m.deactivated_on
      from member m join org o on o.id = m.org_id
      left join member seen on o.sample is not null and seen.org_id = o.id and seen.id = found_session.sees_as
        and seen.deleted_at is null and not seen.vacant
      where m.user_id = found_session.user_id and m.deleted_at is null and (o.id = wanted_id or o.slug = wanted_slug)
    ) x on true;
end $$;

-- The one way to delete what the application may only add to, and only in a sample organisation, by somebody who is in
-- it: all its rows in every tenant's table, children before parents, and the users who had no other seat. It runs as the
-- tables' owner, so temporary tables come last in its path: none can stand in for org and its flag.
create function remove_sample(given uuid) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  visitors text[];
  waiting oid[];
  next_table oid;
  removed bigint := 0;
  gone bigint;
begin
  if given is distinct from nullif(current_setting('farsail.org_id', true), '')::uuid then
    raise exception 'only from within the organisation' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from org where id = given and sample is not null) then
    raise exception 'only a sample organisation is removed' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(user_id), '{}') into visitors from member where org_id = given and user_id is not null;
  update auth.session set sees_as = null where sees_as in (select id from member where org_id = given);
  select array_agg(c.oid) into waiting from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r';
  while cardinality(waiting) > 0 loop
    -- nothing that waits still points to it
    select w into next_table from unnest(waiting) w where not exists (
      select from pg_constraint f where f.contype = 'f' and f.confrelid = w and f.conrelid <> w and f.conrelid = any(waiting)
    ) order by w limit 1;
    if next_table is null then raise exception 'tables point to one another in a circle'; end if;
    execute format('delete from %s where org_id = $1', next_table::regclass) using given;
    get diagnostics gone = row_count;
    removed := removed + gone;
    waiting := array_remove(waiting, next_table);
  end loop;
  delete from org where id = given;
  delete from auth."user" u where u.id = any(visitors) and not exists (select from members_of_user(u.id));
  return removed + 1;
end $$;
revoke execute on function remove_sample from public;
grant execute on function remove_sample to farsail_app;
