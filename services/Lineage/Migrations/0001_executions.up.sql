-- Executions and their events (seed 002), projected from facts that come twice and in any order.
--
-- The newest fact of an execution, by (sequence, fact_id), is its row; older ones change nothing. So every order gives the same rows.
-- Ids compare byte by byte ("C"): fast, and the same order as in the program.

create table executions (
    organization_id          uuid not null,
    execution_id             text collate "C" not null,
    -- As told, or inherited from the parent. Null only while the parents run in a circle, so that there is nobody to inherit from,
    -- and in rows from before correlation existed (seed 002, backward compatibility).
    correlation_id           text collate "C",
    correlation_given        boolean not null default true,
    effective_correlation_id text collate "C" not null generated always as (coalesce(correlation_id, execution_id)) stored,
    -- The parent may be unknown (not told yet), the execution itself, or part of a circle: readers guard themselves.
    parent_execution_id      text collate "C",
    -- Types the edge to the parent: a retry or a repair is not a child.
    trigger_kind             text,
    run_id                   text collate "C",
    name                     text not null,
    step_number              int,
    attempt                  int not null default 1,
    status                   text not null,
    sequence                 int not null,
    fact_id                  uuid not null,
    updated_at               timestamptz not null,
    started_at               timestamptz,
    completed_at             timestamptz,
    duration_ms              bigint generated always as ((extract(epoch from completed_at - started_at) * 1000)::bigint) stored,
    -- What lists are ordered by: the start, or, before it, the last thing known.
    ordered_at               timestamptz not null generated always as (coalesce(started_at, updated_at)) stored,
    error_type               text,
    error_message            text,
    cost_usd                 numeric,
    data                     jsonb,
    -- What seed 002 knows of a change set; executors that make them say so in data.
    plan_id                  text generated always as (data ->> 'plan_id') stored,
    changeset_id             text generated always as (data ->> 'changeset_id') stored,
    decision_id              text generated always as (data ->> 'decision_id') stored,
    checksum                 text generated always as (data ->> 'checksum') stored,
    verdict                  text generated always as (data ->> 'verdict') stored,
    risk_level               text generated always as (data ->> 'risk_level') stored,
    affected_paths           jsonb generated always as (data -> 'affected_paths') stored,
    artifact_path            text generated always as (data ->> 'artifact_path') stored
) with (fillfactor = 80);  -- the update from running to completed touches no index and stays on its page

-- Plans are cached, also those made while the table was empty and every index looked alike. So an index that answers "equal to this id"
-- begins with the id, and the key is made last: among equals PostgreSQL takes the youngest.
create index executions_by_correlation on executions (effective_correlation_id, organization_id, ordered_at, execution_id);
create index executions_by_parent on executions (parent_execution_id, organization_id, ordered_at, execution_id) where parent_execution_id is not null;
create index executions_by_run on executions (run_id, organization_id) where run_id is not null;
create index executions_by_time on executions (organization_id, ordered_at desc, execution_id);
create index executions_by_trigger on executions (organization_id, (coalesce(trigger_kind, 'manual')), ordered_at desc);
-- Those whose correlation depends on their parent's: few, since our own services always tell one.
create index executions_inheriting on executions (parent_execution_id, organization_id) where not correlation_given and parent_execution_id is not null;
alter table executions add primary key (organization_id, execution_id);
call isolate('executions', 'select, insert, update');

-- Every fact as it was told; never changed. data holds all of it, so that the rows above can be rebuilt.
create table execution_events (
    organization_id uuid not null,
    execution_id    text collate "C" not null,
    sequence        int not null,
    fact_id         uuid not null,
    type            text not null,
    at              timestamptz not null,
    data            jsonb not null,
    primary key (organization_id, execution_id, sequence, fact_id)
);
call isolate('execution_events', 'select, insert');

-- Gives every execution that was told no correlation its parent's, for the changed ones and all below them.
-- Linear in what it touches. Circles have no top to start from and keep null.
-- "lateral … offset 0" and the loop make each look-up an index probe, also with a plan that was cached while the table was empty;
-- without other nested loops, intermediate results are hashed.
create function inherit_correlations(_organization uuid, _changed text[]) returns void language plpgsql set jit = off set enable_nestloop = off as $$
declare
    _row record;
begin
    if not exists (select from unnest(_changed) as c (id) cross join lateral (
                       select from executions e where e.organization_id = _organization and e.parent_execution_id = c.id
                       and not e.correlation_given and e.parent_execution_id is not null offset 0) below)
       and not exists (select from unnest(_changed) as c (id) cross join lateral (
                       select from executions e where e.organization_id = _organization and e.execution_id = c.id
                       and not e.correlation_given and e.parent_execution_id is not null offset 0) self)
    then
        return;
    end if;

    for _row in
        with recursive changed (execution_id) as (
            select distinct c.id collate "C" from unnest(_changed) as c (id)
        ),
        affected (execution_id) as (
            select s.execution_id from changed c cross join lateral (
                (select e.execution_id from executions e
                 where e.organization_id = _organization and e.execution_id = c.execution_id and not e.correlation_given and e.parent_execution_id is not null offset 0)
                union all
                (select e.execution_id from executions e
                 where e.organization_id = _organization and e.parent_execution_id = c.execution_id and not e.correlation_given and e.parent_execution_id is not null offset 0)) s
            union
            select s.execution_id from affected a cross join lateral (
                select e.execution_id from executions e
                where e.organization_id = _organization and e.parent_execution_id = a.execution_id and not e.correlation_given and e.parent_execution_id is not null offset 0) s
        ),
        -- The tops: their parent is unknown, or settled because it is not affected itself.
        inherited (execution_id, correlation_id) as (
            select n.execution_id,
                   case when p.execution_id is null then n.execution_id
                        when p.parent_execution_id is null then p.effective_correlation_id
                        else p.correlation_id end
            from affected a
            cross join lateral (select e.execution_id, e.parent_execution_id from executions e
                                where e.organization_id = _organization and e.execution_id = a.execution_id offset 0) n
            left join lateral (select e.execution_id, e.parent_execution_id, e.correlation_id, e.effective_correlation_id from executions e
                               where e.organization_id = _organization and e.execution_id = n.parent_execution_id offset 0) p on true
            where not exists (select from affected x where x.execution_id = n.parent_execution_id)
            union all
            select s.execution_id, i.correlation_id from inherited i cross join lateral (
                select e.execution_id from executions e
                where e.organization_id = _organization and e.parent_execution_id = i.execution_id and not e.correlation_given and e.parent_execution_id is not null offset 0) s
        )
        select a.execution_id, i.correlation_id from affected a left join inherited i using (execution_id)
    loop
        update executions e set correlation_id = _row.correlation_id
        where e.organization_id = _organization and e.execution_id = _row.execution_id and e.correlation_id is distinct from _row.correlation_id;
    end loop;
end $$;
