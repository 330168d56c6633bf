-- The artifact index (seed 000, phases 2 and 3): what exists and what it was derived from.
-- As with executions, the newest fact by (sequence, fact_id) is the row.

-- The seed's structure. Declared immutable because it is made of texts and a number alone.
create function structured_lineage(_derived_from text[], _intent text, _run text, _generation int, _root text) returns jsonb
language sql immutable as $$
    select jsonb_strip_nulls(jsonb_build_object('derived_from', _derived_from, 'derivation_intent', _intent,
        'derivation_run_id', _run, 'generation', _generation, 'root_artifact_id', _root))
$$;

create table artifact_index (
    organization_id     uuid not null,
    artifact_id         text collate "C" not null,
    artifact_type       text not null,
    lifecycle_state     text not null check (lifecycle_state in ('PENDING', 'READY', 'FAILED', 'ARCHIVED', 'DELETED')),
    semantic_descriptor jsonb,
    -- produced_by of the seed is these two.
    derivation_intent   text not null,
    derivation_run_id   text collate "C" not null,
    run_id              text collate "C",
    parent_artifacts    text[] collate "C" not null default '{}',
    -- 0 for a source, else 1 + the highest parent's; an unknown parent counts as a source. The seed's "number of parents" is wrong
    -- from the second level on. Null where derivations run in a circle or are more than 1,000 deep.
    generation          int,
    -- Root of the first parent; of a source, itself. Null in a circle.
    root_artifact_id    text collate "C",
    lineage             jsonb not null generated always as (structured_lineage(parent_artifacts, derivation_intent, derivation_run_id, generation, root_artifact_id)) stored,
    sequence            int not null,
    fact_id             uuid not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null
);
-- The order of columns and of indexes is explained at executions.
create index artifact_index_by_run on artifact_index (run_id, organization_id) where run_id is not null;
create index artifact_index_by_derivation on artifact_index (derivation_run_id, organization_id);
create index artifact_index_by_root on artifact_index (root_artifact_id, organization_id);
-- For operators: row-level security keeps the application from using it, because @> is not leakproof. Requests use the columns.
create index artifact_index_lineage on artifact_index using gin (lineage jsonb_path_ops);
create index artifact_index_by_time on artifact_index (organization_id, created_at desc, artifact_id);
alter table artifact_index add primary key (organization_id, artifact_id);
call isolate('artifact_index', 'select, insert, update');

-- derived_from finds one level only; closures need edges. Written in the transaction of the row. The parent may be unknown yet.
create table artifact_edge (
    organization_id uuid not null,
    child           text collate "C" not null,
    parent          text collate "C" not null,
    -- Place among the child's parents, from 1.
    position        int not null,
    check (child <> parent)
);
create index artifact_edge_by_parent on artifact_edge (parent, organization_id, child);
alter table artifact_edge add primary key (organization_id, child, parent);
call isolate('artifact_edge', 'select, insert, update, delete');

-- Makes the edges of the changed artifacts equal to their rows, then generation and root for them and all below them.
-- Linear in what it touches. "lateral … offset 0" and the loops make each look-up an index probe, also with a plan that was cached
-- while the tables were empty; without other nested loops, intermediate results are hashed.
create function derive_artifacts(_organization uuid, _changed text[]) returns void language plpgsql set jit = off set enable_nestloop = off as $$
declare
    _edge record;
    _row record;
begin
    for _edge in
        select e.child, e.parent
        from unnest(_changed) as c (id)
        cross join lateral (select a.parent_artifacts from artifact_index a where a.organization_id = _organization and a.artifact_id = c.id offset 0) a
        cross join lateral (select e.child, e.parent from artifact_edge e where e.organization_id = _organization and e.child = c.id offset 0) e
        where not e.parent = any(a.parent_artifacts)
    loop
        delete from artifact_edge e where e.organization_id = _organization and e.child = _edge.child and e.parent = _edge.parent;
    end loop;

    insert into artifact_edge as e (organization_id, child, parent, position)
    select _organization, c.id, p.parent, p.position
    from unnest(_changed) as c (id)
    cross join lateral (select a.parent_artifacts from artifact_index a where a.organization_id = _organization and a.artifact_id = c.id offset 0) a
    cross join lateral unnest(a.parent_artifacts) with ordinality as p (parent, position)
    where p.parent <> c.id
    on conflict (organization_id, child, parent) do update set position = excluded.position where e.position <> excluded.position;

    -- Nearly always the rows came with the right values and nobody outside the batch derives from them: each row agrees with its
    -- parents, so by induction all are right, and in a circle no finite generation can agree. Then there is nothing to repair.
    if not exists (
           select from unnest(_changed) as c (id) cross join lateral (
               select e.child from artifact_edge e where e.organization_id = _organization and e.parent = c.id offset 0) below
           where not below.child = any(_changed))
       and not exists (
           select from unnest(_changed) as c (id)
           cross join lateral (select i.generation, i.root_artifact_id from artifact_index i
                               where i.organization_id = _organization and i.artifact_id = c.id offset 0) now
           cross join lateral (
               select coalesce(max(case when p.artifact_id is null then 1 else coalesce(p.generation, 1000) + 1 end), 0) as generation,
                      coalesce((array_agg(case when p.artifact_id is null then e.parent else p.root_artifact_id end order by e.position))[1], c.id) as root
               from (select e.parent, e.position from artifact_edge e where e.organization_id = _organization and e.child = c.id offset 0) e
               left join lateral (select p.artifact_id, p.generation, p.root_artifact_id from artifact_index p
                                  where p.organization_id = _organization and p.artifact_id = e.parent offset 0) p on true) by_parents
           where now.generation is null or by_parents.generation > 1000
              or (now.generation, now.root_artifact_id) is distinct from (by_parents.generation, by_parents.root))
    then
        return;
    end if;

    for _row in
        with recursive affected (artifact_id) as (
            select distinct c.id collate "C" from unnest(_changed) as c (id)
            union
            select e.child from affected a cross join lateral (
                select e.child from artifact_edge e where e.organization_id = _organization and e.parent = a.artifact_id offset 0) e
        ),
        above as materialized (
            select a.artifact_id as child, e.parent, x.artifact_id is not null as inside,
                   e.position = min(e.position) over (partition by a.artifact_id) as first,
                   p.artifact_id is not null as known, p.generation, p.root_artifact_id
            from affected a
            cross join lateral (select e.parent, e.position from artifact_edge e where e.organization_id = _organization and e.child = a.artifact_id offset 0) e
            left join lateral (select p.artifact_id, p.generation, p.root_artifact_id from artifact_index p
                               where p.organization_id = _organization and p.artifact_id = e.parent offset 0) p on true
            left join affected x on x.artifact_id = e.parent
        ),
        -- Longest way down from what is settled; the bound ends circles.
        levels (artifact_id, level) as (
            select a.artifact_id, coalesce(max(case when u.known then coalesce(u.generation, 1000) else 0 end + 1) filter (where not u.inside), 0)
            from affected a left join above u on u.child = a.artifact_id
            group by a.artifact_id
            having count(u.child) = 0 or count(*) filter (where not u.inside) > 0
            union
            select u.child, l.level + 1 from levels l join above u on u.parent = l.artifact_id and u.inside where l.level <= 1000
        ),
        settled as (select artifact_id, max(level) as level from levels group by artifact_id),
        endless (artifact_id) as (
            select a.artifact_id from affected a left join settled s using (artifact_id) where s.level is null or s.level > 1000
            union
            select u.child from endless x join above u on u.parent = x.artifact_id and u.inside
        ),
        roots (artifact_id, root) as (
            select a.artifact_id, case when u.child is null then a.artifact_id when u.known then u.root_artifact_id else u.parent end
            from affected a left join above u on u.child = a.artifact_id and u.first
            where u.child is null or not u.inside
            union all
            select u.child, r.root from roots r join above u on u.parent = r.artifact_id and u.inside and u.first
        )
        select a.artifact_id, case when x.artifact_id is null then s.level end as generation, r.root
        from affected a left join settled s using (artifact_id) left join endless x using (artifact_id) left join roots r using (artifact_id)
        cross join lateral (select i.generation, i.root_artifact_id from artifact_index i
                            where i.organization_id = _organization and i.artifact_id = a.artifact_id offset 0) now
        where (now.generation, now.root_artifact_id) is distinct from (case when x.artifact_id is null then s.level end, r.root)
    loop
        update artifact_index i set generation = _row.generation, root_artifact_id = _row.root
        where i.organization_id = _organization and i.artifact_id = _row.artifact_id;
    end loop;
end $$;
