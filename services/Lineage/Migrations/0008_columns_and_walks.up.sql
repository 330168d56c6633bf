-- Which columns were made of which, as the facet columnLineage of a dataset tells it.
--
-- A dataset may be written by several jobs, each with columns of its own, so the newest facet of each job is kept. Which of these count now, openlineage_job_io says.
-- Rows do not depend on the order of events, and can be made again from openlineage_events, as below.

create table openlineage_columns (
    organization_id uuid not null,
    dataset_id      uuid not null,
    -- The job whose output it was; the zero id: an event about the dataset itself.
    told_by         uuid not null,
    -- Of the event, by time and then hash; compared character by character.
    stamp           text collate "C" not null,
    facet           json not null
);

-- The datasets that a facet names as sources, so that what was made of a dataset is one index probe.
create table openlineage_column_sources (
    organization_id uuid not null,
    dataset_id      uuid not null,
    told_by         uuid not null,
    source_id       uuid not null
);

-- As NodeName.Id makes it.
create function openlineage_id(_namespace text, _name text) returns uuid language sql immutable strict as $$
    select encode(substr(sha256(convert_to(_namespace, 'UTF8') || '\x00'::bytea || convert_to(_name, 'UTF8')), 1, 16), 'hex')::uuid
$$;

-- What was told before these tables existed. The log is the migrator's own; for this moment its rows of all organizations are visible to it.
alter table openlineage_events no force row level security;

insert into openlineage_columns (organization_id, dataset_id, told_by, stamp, facet)
select distinct on (1, 2, 3) t.organization_id, openlineage_id(t.dataset ->> 'namespace', t.dataset ->> 'name'), t.told_by,
       to_char(t.event_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '|' || encode(substr(t.event_hash, 1, 16), 'hex'), t.dataset #> '{facets,columnLineage}'
from (select e.organization_id, e.event_time, e.event_hash, openlineage_id(e.body #>> '{job,namespace}', e.body #>> '{job,name}') as told_by, o.value as dataset
      from openlineage_events e
      cross join lateral json_array_elements(case when json_typeof(e.body -> 'outputs') = 'array' then e.body -> 'outputs' else '[]' end) o
      where e.kind in ('run', 'job')
      union all
      select e.organization_id, e.event_time, e.event_hash, '00000000-0000-0000-0000-000000000000', e.body -> 'dataset' from openlineage_events e where e.kind = 'dataset') t
where json_typeof(t.dataset #> '{facets,columnLineage}') <> 'null'
order by 1, 2, 3, 4 desc;

insert into openlineage_column_sources (organization_id, dataset_id, told_by, source_id)
select distinct c.organization_id, c.dataset_id, c.told_by, openlineage_id(i.value ->> 'namespace', i.value ->> 'name')
from openlineage_columns c
cross join lateral (select c.facet as told where json_typeof(c.facet) = 'object' and c.facet ->> '_deleted' is distinct from 'true') f
cross join lateral (
    select case when json_typeof(l.value -> 'inputFields') = 'array' then l.value -> 'inputFields' else '[]' end as inputs
    from json_each(case when json_typeof(f.told -> 'fields') = 'object' then f.told -> 'fields' else '{}' end) l where json_typeof(l.value) = 'object'
    union all
    select case when json_typeof(f.told -> 'dataset') = 'array' then f.told -> 'dataset' else '[]' end) k
cross join lateral json_array_elements(k.inputs) i
where json_typeof(i.value) = 'object' and json_typeof(i.value -> 'namespace') = 'string' and json_typeof(i.value -> 'name') = 'string' and json_typeof(i.value -> 'field') = 'string';

alter table openlineage_events force row level security;
drop function openlineage_id(text, text);

alter table openlineage_columns add primary key (organization_id, dataset_id, told_by);
create index openlineage_columns_newest on openlineage_columns (organization_id, dataset_id, stamp desc);
call isolate('openlineage_columns', 'select, insert, update');

alter table openlineage_column_sources add primary key (organization_id, dataset_id, told_by, source_id);
create index openlineage_column_sources_by_source on openlineage_column_sources (source_id, organization_id, dataset_id, told_by);
call isolate('openlineage_column_sources', 'select, insert, delete');

-- All edges that a walk of so many jobs from these meets, so that it needs one round trip instead of two for each level: of its jobs (of_job), and around the datasets it
-- passes. More than _most rows: there are more. Level by level with what was seen, since a recursive query would go back and forth between neighbours.
create function openlineage_near(_organization uuid, _jobs uuid[], _depth int, _of_jobs text[], _of_datasets text[], _most int)
returns table (of_job boolean, job_id uuid, dataset_id uuid, io text, ordered_at timestamptz)
language plpgsql stable rows 100 set jit = off set enable_seqscan = off as $$
declare
    _level uuid[] := _jobs;
    _seen uuid[] := _jobs;
    _fresh uuid[];
    _passed uuid[] := '{}';
begin
    for _distance in 1.._depth loop
        _fresh := array(select x.dataset_id from openlineage_job_io x where x.organization_id = _organization and x.job_id = any(_level) and x.io = any(_of_jobs)
                        except select unnest(_passed) limit _most + 1);
        exit when cardinality(_fresh) = 0;
        _passed := _passed || _fresh;
        _level := array(select x.job_id from openlineage_job_io x where x.organization_id = _organization and x.dataset_id = any(_fresh) and x.io = any(_of_datasets)
                        except select unnest(_seen) limit _most + 1);
        exit when cardinality(_level) = 0;
        _seen := _seen || _level;
        exit when cardinality(_seen) + cardinality(_passed) > _most;
    end loop;

    return query
    select true, x.job_id, x.dataset_id, x.io, x.ordered_at from openlineage_job_io x
    where x.organization_id = _organization and x.job_id = any(_seen) and x.io = any(_of_jobs)
    union all
    select false, x.job_id, x.dataset_id, x.io, x.ordered_at from openlineage_job_io x
    where x.organization_id = _organization and x.dataset_id = any(_passed) and x.io = any(_of_datasets)
    limit _most + 1;
end $$;
