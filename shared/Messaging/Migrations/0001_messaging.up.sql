-- Inbox, outbox (also the durable timer), parked messages and stored replies, with forced row-level security.
-- ${app} serves requests and consumers for one organization at a time; ${worker} is background work across organizations.

create function current_organization() returns uuid language sql stable
    as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;

-- Every table with an organization goes through this: isolation is not left to memory.
create procedure isolate(target regclass, allow_app text default 'select, insert, update, delete', allow_worker text default '')
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy organization_isolation on %s using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()))', target);
    if allow_app <> '' then
        execute format('grant %s on %s to ${app}', allow_app, target);
    end if;
    if allow_worker <> '' then
        execute format('create policy background_work on %s to ${worker} using (true) with check (true)', target);
        execute format('grant %s on %s to ${worker}', allow_worker, target);
    end if;
end $$;
revoke execute on procedure isolate(regclass, text, text) from public;

grant usage on schema public to ${app}, ${worker};

-- Turns "0 rows" into an error, so that one pipelined batch commits whole or not at all.
create function expect_fresh(affected bigint) returns void language plpgsql as $$
begin
    if affected <> 1 then raise exception 'message was consumed before' using errcode = 'IE208'; end if;
end $$;

create function expect_updated(affected bigint) returns void language plpgsql as $$
begin
    if affected <> 1 then raise exception 'row was changed by someone else' using errcode = 'IE409'; end if;
end $$;

-- The same where a version is assigned: "set version = case version when $1 then $1 + 1 else refuse_update() end".
create function refuse_update() returns int language plpgsql as $$
begin
    raise exception 'row was changed by someone else' using errcode = 'IE409';
end $$;

create function expect_unused_key(affected bigint) returns void language plpgsql as $$
begin
    if affected <> 1 then raise exception 'idempotency key was used before' using errcode = 'IE422'; end if;
end $$;

create table inbox (
    organization_id uuid not null,
    consumer        text not null,
    message_id      uuid not null,
    received_at     timestamptz not null,
    primary key (message_id, consumer, organization_id)
);
call isolate('inbox', 'select, insert', 'select, delete');

create table outbox (
    message_id      uuid primary key,
    organization_id uuid not null,
    due             timestamptz not null,
    attempts        smallint not null default 0,
    destination     text not null,
    message_type    text not null,
    trace_parent    text,
    mandatory       boolean not null default true,
    body            bytea not null
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create index outbox_due on outbox (due);
call isolate('outbox', 'select, insert, delete', 'select, update, delete, insert');

create table parked (
    id              uuid primary key,
    organization_id uuid not null,
    endpoint        text not null,
    message_id      uuid,
    message_type    text,
    reason          text not null,
    exception_type  text,
    exception_text  text check (length(exception_text) <= 4096),
    headers         jsonb not null,
    body            bytea not null,
    attempts        int not null,
    state           text not null default 'parked' check (state in ('parked', 'requeued')),
    parked_at       timestamptz not null
);
create index parked_by_time on parked (organization_id, parked_at desc);
call isolate('parked', 'select', 'select, insert, update');

create table idempotency_keys (
    organization_id uuid not null,
    key             text not null,
    request_hash    bytea not null,
    status_code     int not null,
    body            text not null,
    location        text,
    created_at      timestamptz not null,
    primary key (key, organization_id)
);
call isolate('idempotency_keys', 'select, insert', 'select, delete');
