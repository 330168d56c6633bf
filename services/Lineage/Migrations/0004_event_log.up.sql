-- The log of facts, from which everything else in this database can be rebuilt: events of executions, now by month and in one order per
-- organization, and, new, the facts about artifacts. A fact's own time decides its month, so a fact told again meets itself.

-- The last position given out in each organization. The row is locked until the commit, so positions become visible in their own order:
-- a reader that has seen one has seen all below it.
create table event_positions (
    organization_id uuid primary key,
    last            bigint not null,
    -- Whether something was ever told of an execution before its first state: such events join its correlation later.
    early           boolean not null default false
);
call isolate('event_positions', 'select, insert, update', 'select');

alter table execution_events rename to execution_events_before;
alter table execution_events_before rename constraint execution_events_pkey to execution_events_before_pkey;
-- The owner moves rows of all organizations; forced row-level security would hide them from it.
alter table execution_events_before no force row level security;
alter table artifact_index no force row level security;

-- Facts from before this time may be missing from the log. One row. Instances of the version before this one keep no facts about artifacts,
-- so whatever they write while the upgrade lasts may be missing too.
create table event_horizon (only_row boolean primary key default true check (only_row), dropped_before timestamptz not null);
insert into event_horizon (dropped_before) select case when exists (select from artifact_index) then now() + interval '1 hour' else '-infinity' end;
grant select on event_horizon to ${app}, ${worker};

create table execution_events (
    organization_id uuid not null,
    execution_id    text collate "C" not null,
    sequence        int not null,
    fact_id         uuid not null,
    type            text not null,
    at              timestamptz not null,
    data            jsonb not null,
    position        bigint not null,
    -- Whether it tells a state of the execution (then data holds all of the fact), rather than something that happened during it.
    is_state        boolean not null default true,
    primary key (organization_id, execution_id, sequence, fact_id, at)
) partition by range (at);
create index execution_events_by_position on execution_events (organization_id, position);
-- For writers that give none: instances of the version before this one.
create function give_position() returns trigger language plpgsql as $$
begin
    insert into event_positions as p (organization_id, last) values (new.organization_id, 1)
    on conflict (organization_id) do update set last = p.last + 1 returning p.last into new.position;
    return new;
end $$;
create trigger execution_events_position before insert on execution_events for each row when (new.position is null) execute function give_position();
create table execution_events_other partition of execution_events default;
call isolate('execution_events', 'select, insert');

create table artifact_events (
    organization_id uuid not null,
    artifact_id     text collate "C" not null,
    sequence        int not null,
    fact_id         uuid not null,
    at              timestamptz not null,
    data            jsonb not null,
    primary key (organization_id, artifact_id, sequence, fact_id, at)
) partition by range (at);
create table artifact_events_other partition of artifact_events default;
call isolate('artifact_events', 'select, insert');

-- The default partitions take what lies in no month that was made: the far past and the far future. Partitions themselves are readable
-- by nobody but through their table, whose policies hold.
alter table execution_events_other enable row level security;
alter table artifact_events_other enable row level security;

-- Makes the months from one time to another; what the default partition holds of them moves over. Runs as the owner, so that background
-- work can call it in processes that cannot migrate.
create function make_event_partitions(_from timestamptz, _until timestamptz) returns int
language plpgsql security definer set search_path from current set lock_timeout = '3s' as $$
declare
    _parent text;
    _month timestamptz;
    _next timestamptz;
    _name text;
    _made int := 0;
begin
    perform pg_advisory_xact_lock(1279350338);
    foreach _parent in array array['execution_events', 'artifact_events'] loop
        _month := date_trunc('month', _from at time zone 'UTC') at time zone 'UTC';
        while _month < _until loop
            _next := (_month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
            _name := _parent || '_' || to_char(_month at time zone 'UTC', 'YYYY_MM');
            if to_regclass(_name) is null then
                -- Writers wait here; then nothing of the month can reach the default partition any more.
                execute format('lock table %I in access exclusive mode', _parent || '_other');
                execute format('create table %I (like %I including defaults including constraints)', _name, _parent);
                execute format('with moved as (delete from %I where at >= %L and at < %L returning *) insert into %I select * from moved', _parent || '_other', _month, _next, _name);
                execute format('alter table %I enable row level security', _name);
                execute format('alter table %I attach partition %I for values from (%L) to (%L)', _parent, _name, _month, _next);
                _made := _made + 1;
            end if;
            _month := _next;
        end loop;
    end loop;
    return _made;
end $$;

-- Drops what is older: months as a whole, of the default partition up to 10,000 rows of each table a call.
create function drop_event_partitions(_before timestamptz) returns int
language plpgsql security definer set search_path from current set lock_timeout = '3s' as $$
declare
    _partition record;
    _dropped int := 0;
begin
    perform pg_advisory_xact_lock(1279350338);
    update event_horizon set dropped_before = greatest(dropped_before, _before);
    for _partition in
        select c.relname as name, p.relname as parent
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        where i.inhparent in ('execution_events'::regclass, 'artifact_events'::regclass) and c.relname ~ '_\d{4}_\d{2}$'
          and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= _before
        order by c.relname
    loop
        execute format('drop table %I', _partition.name);
        _dropped := _dropped + 1;
    end loop;
    delete from execution_events_other where ctid in (select ctid from execution_events_other where at < _before limit 10000);
    delete from artifact_events_other where ctid in (select ctid from artifact_events_other where at < _before limit 10000);
    return _dropped;
end $$;

revoke execute on function make_event_partitions(timestamptz, timestamptz), drop_event_partitions(timestamptz) from public;
grant execute on function make_event_partitions(timestamptz, timestamptz), drop_event_partitions(timestamptz) to ${worker};

select make_event_partitions(
    greatest(least((select min(at) from execution_events_before), (select min(created_at) from artifact_index), now()), now() - interval '3 years'),
    now() + interval '3 months');

alter table execution_events no force row level security;
alter table artifact_events no force row level security;
alter table event_positions no force row level security;

insert into execution_events (organization_id, execution_id, sequence, fact_id, type, at, data, position, is_state)
select organization_id, execution_id, sequence, fact_id, type, at, data,
       row_number() over (partition by organization_id order by at, execution_id, sequence, fact_id), true
from execution_events_before;
insert into event_positions (organization_id, last) select organization_id, max(position) from execution_events group by organization_id;

-- Facts about artifacts were not kept before: the last one is what the index says. Sequence 0, older than any, says since when it exists.
insert into artifact_events (organization_id, artifact_id, sequence, fact_id, at, data)
select a.organization_id, a.artifact_id, f.sequence, a.fact_id, f.at, jsonb_build_object(
    'artifact_type', a.artifact_type, 'lifecycle_state', a.lifecycle_state, 'derivation_intent', a.derivation_intent,
    'derivation_run_id', a.derivation_run_id, 'run_id', a.run_id, 'parent_artifacts', to_jsonb(a.parent_artifacts), 'semantic_descriptor', a.semantic_descriptor)
from artifact_index a
cross join lateral (select a.sequence, a.updated_at as at union all select 0, a.created_at where a.created_at < a.updated_at) f;

drop table execution_events_before;
alter table execution_events force row level security;
alter table artifact_events force row level security;
alter table event_positions force row level security;
alter table artifact_index force row level security;

-- When an execution came to its present correlation, as a position: readers who follow a correlation and have passed its events by then
-- get them now. 0: its events were its correlation's from the beginning.
alter table executions add correlation_since bigint not null default 0;
create index executions_late_in_correlation on executions (effective_correlation_id, organization_id, correlation_since) where correlation_since > 0;

create function note_correlation() returns trigger language plpgsql as $$
begin
    update event_positions p set last = p.last + 1 where p.organization_id = new.organization_id returning p.last into new.correlation_since;
    new.correlation_since := coalesce(new.correlation_since, 0);
    return new;
end $$;
create trigger executions_change_correlation before update of correlation_id on executions for each row
    when (coalesce(old.correlation_id, old.execution_id) is distinct from coalesce(new.correlation_id, new.execution_id))
    execute function note_correlation();

-- The same for an execution whose first state comes after other events of it.
create function note_early_events(_organization uuid, _executions text[]) returns void language plpgsql as $$
declare
    _late text;
begin
    if not exists (select from event_positions p where p.organization_id = _organization and p.early) then
        return;
    end if;
    for _late in
        select c.id from unnest(_executions) as c (id)
        cross join lateral (select from executions x where x.organization_id = _organization and x.execution_id = c.id offset 0) x
        where exists (select from execution_events e where e.organization_id = _organization and e.execution_id = c.id and not e.is_state)
          and not exists (select from execution_events e where e.organization_id = _organization and e.execution_id = c.id and e.is_state)
    loop
        update event_positions p set last = p.last + 1 where p.organization_id = _organization;
        update executions x set correlation_since = (select p.last from event_positions p where p.organization_id = _organization)
        where x.organization_id = _organization and x.execution_id = _late;
    end loop;
end $$;

-- Takes away rows, and edges, of which no fact is in the log: only those that are younger than anything that may be missing from it.
-- Runs as the owner, since the application may erase nothing else; row-level security keeps it within the organization all the same.
create function forget_untold(_organization uuid, _executions text[], _artifacts text[]) returns int
language plpgsql security definer set search_path from current as $$
declare
    _horizon timestamptz := (select dropped_before from event_horizon);
    _forgotten int;
    _more int;
begin
    delete from executions x where x.organization_id = _organization and x.execution_id = any(_executions) and x.updated_at >= _horizon
    and not exists (select from execution_events e where e.organization_id = _organization and e.execution_id = x.execution_id and e.is_state);
    get diagnostics _forgotten = row_count;
    delete from artifact_index a where a.organization_id = _organization and a.artifact_id = any(_artifacts) and a.updated_at >= _horizon
    and not exists (select from artifact_events e where e.organization_id = _organization and e.artifact_id = a.artifact_id);
    get diagnostics _more = row_count;
    delete from artifact_edge e where e.organization_id = _organization and e.child = any(_artifacts)
    and not exists (select from artifact_index a where a.organization_id = _organization and a.artifact_id = e.child);
    return _forgotten + _more;
end $$;
revoke execute on function forget_untold(uuid, text[], text[]) from public;
grant execute on function forget_untold(uuid, text[], text[]) to ${app};

-- The rebuild an organization asked for last, and how far it has come: instances that go on with it read it here.
create table lineage_rebuilds (
    organization_id uuid primary key,
    rebuild_id      uuid not null,
    requested_by    text not null,
    requested_at    timestamptz not null,
    phase           text not null check (phase in ('executions', 'artifacts', 'done')),
    -- The last id that is done of the present phase.
    after           text collate "C" not null default '',
    executions      bigint not null default 0,
    artifacts       bigint not null default 0,
    forgotten       bigint not null default 0,
    finished_at     timestamptz
);
call isolate('lineage_rebuilds', 'select, insert, update', 'select');
