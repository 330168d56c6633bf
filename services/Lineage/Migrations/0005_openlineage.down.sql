drop function refresh_job_io(uuid, uuid[]);
drop table openlineage_job_io, openlineage_io, openlineage_runs, openlineage_datasets, openlineage_jobs, openlineage_namespaces, openlineage_events;
