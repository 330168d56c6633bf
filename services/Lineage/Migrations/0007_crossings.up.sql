-- Whole correlations are read at once; children of theirs that have another correlation must then be found without asking for the children of each.

-- The correlation of the parent, where it is another one than the execution's own. Null: the same, no parent, or one that is not known yet.
alter table executions add crossed_from text collate "C";

alter table executions no force row level security;
update executions c set crossed_from = p.effective_correlation_id from executions p
where p.organization_id = c.organization_id and p.execution_id = c.parent_execution_id and p.effective_correlation_id <> c.effective_correlation_id;
alter table executions force row level security;
create index executions_crossing on executions (crossed_from, organization_id) where crossed_from is not null;

-- Notes it for the edges above and below these. Parents and children come in any order, but one transaction of an organization after the other.
-- "lateral … offset 0" makes each look-up an index probe whatever plan is cached; see inherit_correlations.
create function note_crossings(_organization uuid, _executions text[]) returns void language plpgsql set jit = off set enable_nestloop = off as $$
declare
    _edge record;
begin
    for _edge in
        select s.execution_id, s.source from (
            select e.execution_id, e.crossed_from, case when p.correlation <> e.correlation then p.correlation end as source
            from unnest(_executions) as c (id)
            cross join lateral (select x.execution_id, x.parent_execution_id, x.crossed_from, x.effective_correlation_id as correlation from executions x
                                where x.organization_id = _organization and x.execution_id = c.id offset 0) e
            left join lateral (select x.effective_correlation_id as correlation from executions x
                               where x.organization_id = _organization and x.execution_id = e.parent_execution_id offset 0) p on true
            union all
            select e.execution_id, e.crossed_from, case when p.correlation <> e.correlation then p.correlation end
            from unnest(_executions) as c (id)
            cross join lateral (select x.effective_correlation_id as correlation from executions x
                                where x.organization_id = _organization and x.execution_id = c.id offset 0) p
            cross join lateral (select x.execution_id, x.crossed_from, x.effective_correlation_id as correlation from executions x
                                where x.organization_id = _organization and x.parent_execution_id = c.id offset 0) e) s
        where s.source is distinct from s.crossed_from
    loop
        update executions e set crossed_from = _edge.source where e.organization_id = _organization and e.execution_id = _edge.execution_id;
    end loop;
end $$;

create function note_crossings_of_added() returns trigger language plpgsql as $$
begin
    perform note_crossings(a.organization_id, array_agg(a.execution_id)) from added a group by a.organization_id;
    return null;
end $$;
create trigger executions_added after insert on executions referencing new table as added for each statement execute function note_crossings_of_added();

create function note_crossings_of_moved() returns trigger language plpgsql as $$
begin
    perform note_crossings(new.organization_id, array[new.execution_id]);
    return null;
end $$;
create trigger executions_moved after update on executions for each row
    when (old.effective_correlation_id <> new.effective_correlation_id or old.parent_execution_id is distinct from new.parent_execution_id)
    execute function note_crossings_of_moved();
