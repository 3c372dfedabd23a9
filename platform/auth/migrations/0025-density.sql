-- How close the rows of lists stand, as a person likes it on every device of theirs.
alter table auth."user" add column density text not null default 'comfortable'
  check (density in ('comfortable', 'compact'));
