-- The intent graph (seed 001, spec semantics §1): intents, their edges, and the history of their statuses.

create table graph_intents (
    -- Compared by bytes everywhere, so that every backend pages in the same order.
    intent_id          text collate "C" not null check (length(intent_id) between 1 and 200),
    organization_id    uuid not null,
    name               text,
    session_id         text,
    original_request   text not null,
    rtfs_intent_source text not null default '',
    goal               text not null check (goal <> ''),
    -- Name to RTFS source.
    constraints        jsonb not null default '{}',
    preferences        jsonb not null default '{}',
    success_criteria   text,
    -- Not a reference: what it was part of may be deleted, and may come back.
    parent_intent      text collate "C",
    triggered_by       text not null,
    generation_context jsonb not null,
    status             text not null,
    priority           bigint not null default 0 check (priority between 0 and 4294967295),
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    metadata           jsonb not null default '{}',
    version            int not null default 1 check (version > 0),
    -- Name, goal and metadata in upper case as the service folds them: what a database takes for the same letter depends on its locale.
    folded             jsonb not null,

    primary key (intent_id, organization_id),

    constraint graph_intents_status_check check (status in ('active', 'executing', 'completed', 'failed', 'suspended', 'archived')),
    constraint graph_intents_triggered_by_check check (triggered_by in ('human_request', 'plan_execution', 'system_event', 'intent_completion', 'arbiter_inference')),
    constraint graph_intents_json_check check (jsonb_typeof(constraints) = 'object' and jsonb_typeof(preferences) = 'object' and jsonb_typeof(metadata) = 'object')
) with (fillfactor = 85);
-- Lists are newest first.
create index graph_intents_newest on graph_intents (organization_id, created_at desc, intent_id);
create index graph_intents_status on graph_intents (organization_id, status, created_at desc, intent_id);
create index graph_intents_parent on graph_intents (parent_intent, organization_id) where parent_intent is not null;
call isolate('graph_intents', 'select, insert, update, delete', 'select');

create table graph_edges (
    from_intent     text collate "C" not null,
    to_intent       text collate "C" not null,
    edge_type       text not null,
    organization_id uuid not null,
    weight          double precision check (weight between 0 and 1),
    metadata        jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),

    primary key (from_intent, to_intent, edge_type, organization_id),
    foreign key (from_intent, organization_id) references graph_intents on delete cascade,
    foreign key (to_intent, organization_id) references graph_intents on delete cascade,

    constraint graph_edges_type_check check (edge_type in ('depends_on', 'is_subgoal_of', 'conflicts_with', 'enables', 'related_to', 'triggered_by', 'blocks')),
    constraint graph_edges_self_check check (from_intent <> to_intent)
);
create index graph_edges_to on graph_edges (to_intent, organization_id);
call isolate('graph_edges', 'select, insert, update, delete', 'select');

-- One row per transition, in the transition's own transaction; stays when the intent is deleted.
create table graph_status_history (
    entry                bigint generated always as identity,
    organization_id      uuid not null,
    intent_id            text collate "C" not null,
    version              int not null,
    action               text not null,
    from_status          text,
    to_status            text not null,
    reason               text not null,
    actor                text not null,
    triggering_action_id text,
    at                   timestamptz not null,
    primary key (organization_id, entry)
);
create index graph_status_history_intent on graph_status_history (intent_id, organization_id, entry);
call isolate('graph_status_history', 'select, insert', 'select');

create function refuse_graph_history_change() returns trigger language plpgsql as $$
begin
    raise exception 'graph_status_history is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger graph_status_history_append_only before update or delete or truncate on graph_status_history
    for each statement execute function refuse_graph_history_change();

-- Ends a batch that does not fit what is stored; the message is the id that does not fit. Null: all fits.
create function refuse_graph_change(code text, id text) returns void language plpgsql as $$
begin
    if id is not null then raise exception '%', id using errcode = code; end if;
end $$;

-- Whether a path over depends_on and is_subgoal_of leads from one intent to another. Walks from both ends, always on the side with
-- fewer to ask about, and so ends at once for what is new; a walk that grows large anyway is finished in one statement.
create function graph_path_exists(organization uuid, start text, finish text) returns boolean language plpgsql stable as $$
declare
    ahead text[] := array[start];
    behind text[] := array[finish];
    front text[] := ahead;
    rear text[] := behind;
    found boolean;
begin
    while cardinality(front) > 0 and cardinality(rear) > 0 loop
        if cardinality(ahead) + cardinality(behind) > 1000 then
            with recursive reached (intent) as (
                select start collate "C"
                union
                select e.to_intent from reached join graph_edges e on e.from_intent = reached.intent
                where e.organization_id = organization and e.edge_type in ('depends_on', 'is_subgoal_of'))
            select exists (select from reached where intent = finish) into found;
            return found;
        end if;

        if cardinality(front) <= cardinality(rear) then
            front := array(
                select e.to_intent from unnest(front) as step join graph_edges e on e.from_intent = step
                where e.organization_id = organization and e.edge_type in ('depends_on', 'is_subgoal_of')
                except select unnest(ahead));
            if exists (select unnest(front) intersect select unnest(behind)) then return true; end if;
            ahead := ahead || front;
        else
            rear := array(
                select e.from_intent from unnest(rear) as step join graph_edges e on e.to_intent = step
                where e.organization_id = organization and e.edge_type in ('depends_on', 'is_subgoal_of')
                except select unnest(behind));
            if exists (select unnest(rear) intersect select unnest(ahead)) then return true; end if;
            behind := behind || rear;
        end if;
    end loop;
    return false;
end $$;
