-- When the next step is due, so that lists and the board can tell what is planned, due today or late.
alter table deal add column next_step_on date;
create index deal_next_step on deal (org_id, next_step_on, id) where next_step_on is not null;
-- A column of the board, by the day on which its deals should close.
create index deal_board on deal (org_id, stage_id, closes_on, id) where status = 'open' and deleted_at is null;
