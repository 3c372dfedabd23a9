-- A second step at sign-in: codes of an authenticator app (RFC 6238). The secret is sealed and recovery codes are hashed
-- with the installation's secret, so that the database alone signs nobody in. Until it is confirmed it asks nothing.
create table auth.two_factor (
  user_id text primary key references auth."user" (id) on delete cascade,
  secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- the time step of the newest code that was accepted: it and those before it are good no more
  last_step bigint not null default 0,
  recovery text[] not null default '{}'
);
grant select, insert, update, delete on auth.two_factor to farsail_app;
