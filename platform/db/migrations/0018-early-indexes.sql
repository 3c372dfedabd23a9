-- Installations from before 0003 and 0001 had their last form: an index that they lack, and one that only they have.
create index if not exists record_version_seq on record_version (org_id, type, seq);
drop index if exists gram_record;
