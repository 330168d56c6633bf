alter table lineage_feed add column sent_at timestamptz;
create index lineage_feed_sent on lineage_feed (sent_at) where sent_at is not null;
