create index openlineage_io_by_dataset on openlineage_io (dataset_id, organization_id, io, run_id);
drop function openlineage_writer(uuid, text, uuid, text, timestamptz, timestamptz);
drop function refresh_io_times(uuid, text[]);
alter table openlineage_io drop column began_at, drop column ended_at, drop column version_id;
