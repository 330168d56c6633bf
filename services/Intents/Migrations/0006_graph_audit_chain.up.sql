-- The audit chain of the intent graph (spec semantics §1.4): what was committed is chained afterwards, so that changes never wait for one another.

-- History that is not in the chain yet. Written by the change itself, so that nothing committed is forgotten.
create table graph_audit_pending (
    organization_id uuid not null,
    entry           bigint not null,
    primary key (organization_id, entry)
);
call isolate('graph_audit_pending', 'select, insert', 'select, delete');

create table graph_audit_chain (
    organization_id uuid not null,
    -- From 0, without gaps, in the order of sealing.
    place           bigint not null check (place >= 0),
    entry           bigint not null,
    -- SHA-256 of the history row as canonical JSON.
    action_hash     bytea not null check (length(action_hash) = 32),
    -- SHA-256 of the previous chain_hash, where there is one, and the action_hash.
    chain_hash      bytea not null check (length(chain_hash) = 32),
    sealed_at       timestamptz not null,
    primary key (organization_id, place),
    -- No foreign key: a row that is gone is found by verifying, and the history keeps its own refusals.
    unique (organization_id, entry)
);
call isolate('graph_audit_chain', 'select', 'select, insert');

-- How long each chain is and how it ends, so that a chain whose end was cut off does not verify.
create table graph_audit_heads (
    organization_id uuid primary key,
    length          bigint not null,
    chain_hash      bytea not null
);
call isolate('graph_audit_heads', 'select', 'select, insert, update');

create function await_graph_audit() returns trigger language plpgsql as $$
begin
    insert into graph_audit_pending (organization_id, entry) values (new.organization_id, new.entry);
    return null;
end $$;
create trigger graph_status_history_is_audited after insert on graph_status_history for each row execute function await_graph_audit();

create function refuse_graph_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'graph_audit_chain is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger graph_audit_chain_append_only before update or delete or truncate on graph_audit_chain
    for each statement execute function refuse_graph_audit_change();
