-- A row stays until Lineage has recorded it, so nothing needs to know when it was sent.
alter table lineage_feed drop column sent_at;
