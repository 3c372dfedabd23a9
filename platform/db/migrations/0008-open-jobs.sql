-- Which jobs wait or were under way when a process died: asked by every server across tenants, ids only.
create policy lookup on job for select to farsail_lookup using (true);
grant select on job to farsail_lookup;
create index job_open on job (created_at) where state in ('waiting', 'running');
create function open_jobs() returns table (org_id uuid, id uuid) language sql stable security definer set search_path = public as
  $$ select j.org_id, j.id from job j where j.state in ('waiting', 'running') order by j.created_at limit 100 $$;
alter function open_jobs owner to farsail_lookup;
