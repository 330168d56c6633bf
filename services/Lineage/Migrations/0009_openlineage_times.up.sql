-- When each run read and wrote, beside what it read and wrote, so that who had written what a run read is a few index probes, however often a dataset
-- was written before and after (see RunInputs).

-- Null for what a job event declares: nobody reads or writes there.
alter table openlineage_io add column began_at timestamptz, add column ended_at timestamptz, add column version_id uuid;
comment on column openlineage_io.ended_at is 'Of a run that has not ended the last that was told of it; never before began_at.';
comment on column openlineage_io.version_id is 'The version that the client named, as the MD5 of its text: texts may be longer than an index entry.';

-- Makes the times of what these runs read and wrote those of the runs.
create function refresh_io_times(_organization uuid, _runs text[]) returns void language plpgsql set jit = off set enable_seqscan = off as $$
begin
    update openlineage_io i set began_at = r.began, ended_at = r.ended
    from unnest(_runs) as c (id)
    cross join lateral (select r.run_id, r.ordered_at as began, greatest(coalesce(r.ended_at, r.last_at), r.ordered_at) as ended
                        from openlineage_runs r where r.organization_id = _organization and r.run_id = c.id and not r.declared offset 0) r
    where i.organization_id = _organization and i.run_id = r.run_id and (i.began_at is distinct from r.began or i.ended_at is distinct from r.ended);
end $$;

-- What was told before. These tables are the migrator's own; for this moment their rows of all organizations are visible to it.
alter table openlineage_io no force row level security;
alter table openlineage_runs no force row level security;

update openlineage_io i set began_at = r.ordered_at, ended_at = greatest(coalesce(r.ended_at, r.last_at), r.ordered_at), version_id = md5(i.doc #>> '{Version,Value}')::uuid
from openlineage_runs r where r.organization_id = i.organization_id and r.run_id = i.run_id and not r.declared;

alter table openlineage_runs force row level security;
alter table openlineage_io force row level security;

-- Serves what openlineage_io_by_dataset served too.
create index openlineage_io_by_begin on openlineage_io (dataset_id, organization_id, io, began_at, run_id);
create index openlineage_io_by_end on openlineage_io (dataset_id, organization_id, ended_at desc, began_at desc, run_id desc) where io = 'OUTPUT';
create index openlineage_io_by_version on openlineage_io (dataset_id, organization_id, io, version_id) where version_id is not null;
drop index openlineage_io_by_dataset;

-- The run that had written what a run read: the one that the client's version names; else the last that had ended when the reader began; else the last
-- that began before the reader ended. It depends on what was told, not on the order in which it was told.
create function openlineage_writer(_organization uuid, _reader text, _dataset uuid, _version text, _began timestamptz, _ended timestamptz) returns text
language sql stable set jit = off set enable_seqscan = off as $$
    select coalesce(
        (select o.run_id from openlineage_io o
         where _version is not null and o.dataset_id = _dataset and o.organization_id = _organization and o.io = 'OUTPUT' and o.version_id = md5(_version)::uuid
           and o.run_id <> _reader and o.began_at <= _ended
         order by o.ended_at <= _began desc, o.ended_at desc, o.began_at desc, o.run_id desc limit 1),
        (select o.run_id from openlineage_io o
         where o.dataset_id = _dataset and o.organization_id = _organization and o.io = 'OUTPUT' and o.ended_at <= _began and o.run_id <> _reader
         order by o.ended_at desc, o.began_at desc, o.run_id desc limit 1),
        (select o.run_id from openlineage_io o
         where o.dataset_id = _dataset and o.organization_id = _organization and o.io = 'OUTPUT' and o.began_at <= _ended and o.run_id <> _reader
         order by o.ended_at desc, o.began_at desc, o.run_id desc limit 1))
$$;
