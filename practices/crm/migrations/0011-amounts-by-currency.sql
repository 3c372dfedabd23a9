-- A list by amount goes through one currency after another, for minor units of two currencies don't compare; a filter names
-- its currency. Deals without an amount come last, by id.
drop index deal_amount;
create index deal_amount on deal (org_id, currency, amount, id) where amount is not null;
create index deal_without_amount on deal (org_id, id) where amount is null;
