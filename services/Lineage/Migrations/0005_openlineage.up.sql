-- OpenLineage: events as told, and what follows from them for jobs, runs and datasets.
--
-- Every row below is a fold of events that does not depend on their order: sets are united, and of each single thing the
-- newest event's is kept, by (event time, hash). So the rows can be made again from openlineage_events.
-- Names of jobs and datasets are long; ids are made of their hash (see NodeName) and are short keys of constant length.
-- Documents are json, not jsonb: they are read whole, and text that jsonb refuses (NUL, huge numbers) is legal in facets.

create table openlineage_events (
    organization_id uuid not null,
    -- SHA-256 of the canonical body, which holds run, type and time: what is sent again after a timeout is recognised.
    event_hash      bytea not null,
    kind            text not null check (kind in ('run', 'job', 'dataset')),
    run_id          text collate "C",
    event_type      text,
    event_time      timestamptz not null,
    received_at     timestamptz not null,
    body            json not null
);
create index openlineage_events_by_time on openlineage_events (organization_id, event_time, event_hash) where kind = 'run';
create index openlineage_events_by_run on openlineage_events (run_id, organization_id, event_time, event_hash) where run_id is not null;
alter table openlineage_events add primary key (organization_id, event_hash);
call isolate('openlineage_events', 'select, insert');

create table openlineage_namespaces (
    organization_id uuid not null,
    namespace       text collate "C" not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (organization_id, namespace)
);
call isolate('openlineage_namespaces', 'select, insert, update');

create table openlineage_jobs (
    organization_id uuid not null,
    job_id          uuid not null,
    namespace       text collate "C" not null,
    name            text collate "C" not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    doc             json not null
);
create index openlineage_jobs_by_time on openlineage_jobs (organization_id, updated_at desc, job_id);
alter table openlineage_jobs add primary key (organization_id, job_id);
call isolate('openlineage_jobs', 'select, insert, update');

create table openlineage_datasets (
    organization_id uuid not null,
    dataset_id      uuid not null,
    namespace       text collate "C" not null,
    name            text collate "C" not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    doc             json not null
);
create index openlineage_datasets_by_time on openlineage_datasets (organization_id, updated_at desc, dataset_id);
alter table openlineage_datasets add primary key (organization_id, dataset_id);
call isolate('openlineage_datasets', 'select, insert, update');

create table openlineage_runs (
    organization_id uuid not null,
    run_id          text collate "C" not null,
    job_id          uuid not null,
    -- A job event declares what a job reads and writes without running it; it counts as a run for that alone.
    declared        boolean not null,
    -- An execution of our own services, whose state is theirs to tell; events add datasets and facets.
    own             boolean not null,
    has_io          boolean not null,
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz,
    ordered_at      timestamptz not null generated always as (coalesce(started_at, first_at)) stored,
    doc             json not null
);
create index openlineage_runs_by_job on openlineage_runs (job_id, organization_id, ordered_at desc, run_id desc);
create index openlineage_runs_with_io on openlineage_runs (job_id, organization_id, ordered_at desc, run_id desc) where has_io;
alter table openlineage_runs add primary key (organization_id, run_id);
call isolate('openlineage_runs', 'select, insert, update');

-- What each run read and wrote.
create table openlineage_io (
    organization_id uuid not null,
    run_id          text collate "C" not null,
    io              text not null check (io in ('INPUT', 'OUTPUT')),
    dataset_id      uuid not null,
    doc             json not null
);
create index openlineage_io_by_dataset on openlineage_io (dataset_id, organization_id, io, run_id);
alter table openlineage_io add primary key (organization_id, run_id, io, dataset_id);
call isolate('openlineage_io', 'select, insert, update');

-- What each job reads and writes now: what its newest run with any datasets did. Both directions are one index probe.
create table openlineage_job_io (
    organization_id uuid not null,
    job_id          uuid not null,
    io              text not null,
    dataset_id      uuid not null,
    ordered_at      timestamptz not null
);
create index openlineage_job_io_by_dataset on openlineage_job_io (dataset_id, organization_id, io, job_id);
alter table openlineage_job_io add primary key (organization_id, job_id, io, dataset_id);
call isolate('openlineage_job_io', 'select, insert, update, delete');

-- Makes openlineage_job_io of these jobs what their newest run with datasets says; touches nothing else.
-- "lateral … offset 0" makes each look-up an index probe, also with a plan that was cached while the tables were empty.
create function refresh_job_io(_organization uuid, _jobs uuid[]) returns void language plpgsql set jit = off as $$
begin
    delete from openlineage_job_io x
    using unnest(_jobs) as c (id)
    cross join lateral (select r.run_id from openlineage_runs r where r.job_id = c.id and r.organization_id = _organization and r.has_io
                        order by r.ordered_at desc, r.run_id desc limit 1) newest
    where x.organization_id = _organization and x.job_id = c.id
      and not exists (select from openlineage_io i where i.organization_id = _organization and i.run_id = newest.run_id
                      and i.io = x.io and i.dataset_id = x.dataset_id);
    -- A job that lost its last run with datasets to another job has none.
    delete from openlineage_job_io x
    using unnest(_jobs) as c (id)
    where x.organization_id = _organization and x.job_id = c.id
      and not exists (select from openlineage_runs r where r.job_id = c.id and r.organization_id = _organization and r.has_io);

    insert into openlineage_job_io as x (organization_id, job_id, io, dataset_id, ordered_at)
    select _organization, c.id, i.io, i.dataset_id, newest.ordered_at
    from unnest(_jobs) as c (id)
    cross join lateral (select r.run_id, r.ordered_at from openlineage_runs r where r.job_id = c.id and r.organization_id = _organization and r.has_io
                        order by r.ordered_at desc, r.run_id desc limit 1) newest
    cross join lateral (select i.io, i.dataset_id from openlineage_io i where i.organization_id = _organization and i.run_id = newest.run_id offset 0) i
    on conflict (organization_id, job_id, io, dataset_id) do update set ordered_at = excluded.ordered_at where x.ordered_at <> excluded.ordered_at;
end $$;
