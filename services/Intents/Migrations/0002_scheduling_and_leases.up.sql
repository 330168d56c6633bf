-- Priority, scheduled start, expiry and leases; and the indexes that keep every query flat from ten thousand to a million rows.

alter table intent_executions
    add column priority    int not null default 0,
    -- As asked for; never changed.
    add column not_before  timestamptz,
    -- Set while the start is still to come; whoever claims in batches takes only what has none.
    add column waits_until timestamptz,
    -- Pending past it: cancelled as expired.
    add column expires_at  timestamptz,
    -- The claim is given back then, unless its execution asks for more time. Null: the claim has no end.
    add column lease_until timestamptz,
    -- How often it was claimed.
    add column attempts    int not null default 0,
    -- When time alone changes something next.
    add column due_at      timestamptz generated always as
        (case status when 'pending' then least(waits_until, expires_at) when 'in_progress' then lease_until end) stored,
    add constraint intent_executions_wait_check check (waits_until is null or status = 'pending'),
    add constraint intent_executions_lease_check check (lease_until is null or status = 'in_progress');

-- The seed's five keep their names and first columns. What follows in them is the order of the lists, so that a page is read and not sorted.
drop index idx_intent_executions_target_artifact, idx_intent_executions_intent_type, idx_intent_executions_tenant_status, idx_intent_executions_context,
           idx_intent_executions_waiting, idx_intent_executions_correlation, idx_intent_executions_session;
create index idx_intent_executions_target_artifact on intent_executions (target_artifact_id, tenant_id, created_at desc, intent_id desc) where target_artifact_id is not null;
create index idx_intent_executions_intent_type on intent_executions (intent_type, tenant_id, status, created_at desc, intent_id desc);
create index idx_intent_executions_tenant_status on intent_executions (tenant_id, status, created_at desc, intent_id desc);
-- Containment is all that is asked of a context. The list of new entries is read by every search, so it is kept short.
create index idx_intent_executions_context on intent_executions using gin (context jsonb_path_ops) with (gin_pending_list_limit = 256);

create index idx_intent_executions_created_by on intent_executions (tenant_id, created_by, created_at desc, intent_id desc);
create index idx_intent_executions_updated on intent_executions (tenant_id, updated_at desc, intent_id desc);
create index idx_intent_executions_correlation on intent_executions (tenant_id, correlation_id, created_at desc, intent_id desc) where correlation_id is not null;
create index idx_intent_executions_session on intent_executions (tenant_id, session_id, created_at desc, intent_id desc) where session_id is not null;
-- Who claims takes the most urgent, then the oldest.
create index idx_intent_executions_claimable on intent_executions (tenant_id, intent_type, priority desc, created_at, intent_id) where status = 'pending' and waits_until is null;
-- Superseding looks for what waits for the same target; people ask which targets something waits for.
create index idx_intent_executions_waiting on intent_executions (tenant_id, intent_type, target_artifact_id) where status = 'pending' and target_artifact_id is not null;
create index idx_intent_executions_due on intent_executions (due_at) where due_at is not null;

-- Background work sees across organizations what is due, and nothing of what it is about.
create policy background_work on intent_executions for select to ${worker} using (true);
grant select (tenant_id, intent_id, due_at) on intent_executions to ${worker};

-- Searching contexts. Under row-level security PostgreSQL uses an index only for operators that cannot tell anything about rows that are not shown,
-- and @> is none of them. So the search is a function of the tables' owner, who may see all rows, and which itself reads those of the transaction's
-- organization alone: it takes no organization from its caller, and gives back ids, which the caller reads under its own rights.
create policy context_search on intent_executions for select to current_user using (true);
create function intents_containing(
    wanted jsonb, statuses text[], types text[], target text, creator text, session uuid, correlation text,
    created_from timestamptz, created_to timestamptz, updated_from timestamptz, updated_to timestamptz, by_change boolean, after_time timestamptz, after_id text, most int)
returns table (found_id text) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    ordering  text := case when by_change then 'updated_at' else 'created_at' end;
    -- One value is an equality, within which an index has the order of the list.
    condition text := 'tenant_id = $1 and ' || case cardinality(statuses) when 1 then 'status = $3[1]' else '($3 is null or status = any($3))' end
        || ' and ' || case cardinality(types) when 1 then 'intent_type = $4[1]' else '($4 is null or intent_type = any($4))' end || ' and ($5 is null or target_artifact_id = $5)
        and ($6 is null or created_by = $6) and ($7 is null or session_id = $7) and ($8 is null or correlation_id = $8)
        and ($9 is null or created_at >= $9) and ($10 is null or created_at < $10) and ($11 is null or updated_at >= $11) and ($12 is null or updated_at < $12)
        and ($13 is null or (' || ordering || ', intent_id) < ($13, $14))';
    newest    text := '(select intent_id, context, ' || ordering || ' as at from intent_executions where ' || condition || ' order by ' || ordering || ' desc, intent_id desc limit %s) as newest';
    hits      text[];
    seen      bigint;
begin
    -- What is frequent fills a page from the newest rows; what is rare is found by the index. Looking at some of the newest first tells which it is.
    execute 'select coalesce(array_agg(intent_id order by at desc, intent_id desc) filter (where context @> $2), ''{}''), count(*) from ' || format(newest, 500)
        into hits, seen
        using current_organization(), wanted, statuses, types, target, creator, session, correlation, created_from, created_to, updated_from, updated_to, after_time, after_id;
    if seen < 500 or cardinality(hits) >= most then
        return query select unnest(hits[1:most]);
        return;
    end if;
    if cardinality(hits) >= 5 then
        execute 'select array(select intent_id from ' || format(newest, 10000) || ' where context @> $2 order by at desc, intent_id desc limit $15)'
            into hits
            using current_organization(), wanted, statuses, types, target, creator, session, correlation, created_from, created_to, updated_from, updated_to, after_time, after_id, most;
        if cardinality(hits) >= most then
            return query select unnest(hits);
            return;
        end if;
    end if;
    return query execute 'with found as materialized (select intent_id, ' || ordering || ' as at from intent_executions where context @> $2 and ' || condition || ')
        select intent_id from found order by at desc, intent_id desc limit $15'
        using current_organization(), wanted, statuses, types, target, creator, session, correlation, created_from, created_to, updated_from, updated_to, after_time, after_id, most;
end $$;
revoke execute on function intents_containing from public;
grant execute on function intents_containing to ${app};

-- As before, without calling a function for each row that says itself when it changed.
drop trigger intent_executions_touched on intent_executions;
create trigger intent_executions_touched before update on intent_executions
    for each row when (new.updated_at = old.updated_at) execute function touch_intent_execution();
