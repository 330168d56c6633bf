-- Action queues of subjects, and the owners who are told how they end (seed 003, spec semantics §4).

create table owners (
    organization_id uuid not null,
    name            text not null check (name ~ '^[a-z][a-z0-9_-]{0,62}$'),
    delivery        text not null check (delivery in ('queue', 'webhook')),
    queue           text,
    url             text,
    -- AES-GCM with a key that is not in the database: nonce, tag, ciphertext.
    secret          bytea,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    updated_by      text not null,
    primary key (organization_id, name),
    constraint owners_way_check check ((delivery = 'queue' and queue is not null and url is null and secret is null)
        or (delivery = 'webhook' and queue is null and url is not null and secret is not null))
);
call isolate('owners');

-- One row per subject that ever had something to do: whoever changes any of its queues moves its version on, so that no two decide at once.
create table action_subjects (
    organization_id uuid not null,
    subject         text not null check (length(subject) between 1 and 200),
    version         int not null,
    primary key (organization_id, subject)
) with (fillfactor = 70);
call isolate('action_subjects', 'select, insert, update');

-- One row per enqueue. Of the context a queue keeps owner and token and nothing else.
create table action_queues (
    organization_id uuid not null,
    queue_id        uuid not null,
    arrival         bigint generated always as identity,
    subject         text not null check (length(subject) between 1 and 200),
    status          text not null check (status in ('waiting', 'running', 'completed', 'failed', 'rejected', 'expired')),
    priority        int not null check (priority in (100, 200, 300, 400)),
    owner           text not null,
    token           text not null,
    reason          text,
    actions         jsonb not null check (jsonb_typeof(actions) = 'array'),
    actions_count   int not null check (actions_count >= 0),
    position        int not null default 0 check (position between 0 and actions_count),
    -- The claim of the current action; all or nothing.
    worker          text,
    execution_id    uuid,
    lease_until     timestamptz,
    begun_at        timestamptz,
    created_at      timestamptz not null,
    running_since   timestamptz,
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    -- Why it ended as it did.
    outcome         text,
    primary key (queue_id, organization_id),
    -- A token finds one record once: it is never enqueued twice, not even for a retry.
    constraint action_queues_token_key unique (organization_id, token, owner),
    constraint action_queues_ended_check check ((ended_at is not null) = (status in ('completed', 'failed', 'rejected', 'expired'))),
    constraint action_queues_claim_check check ((execution_id is null) = (worker is null) and (execution_id is null) = (lease_until is null) and (execution_id is null or status = 'running'))
) with (fillfactor = 60);
create unique index action_queues_one_running on action_queues (organization_id, subject) where status = 'running';
create index action_queues_newest on action_queues (organization_id, subject, arrival desc);
create index action_queues_live on action_queues (organization_id, subject, arrival) where status in ('waiting', 'running');
create index action_queues_claimable on action_queues (organization_id, priority desc, running_since) where status = 'running' and execution_id is null;
create index action_queues_due on action_queues (expires_at) where status in ('waiting', 'running');
create index action_queues_leases on action_queues (lease_until) where lease_until is not null;
create index action_queues_ended on action_queues (ended_at) where ended_at is not null;
call isolate('action_queues', 'select, insert, update', 'select, delete');

-- Records of owners that keep them here (shared/Owners).
create table execution_records (
    organization_id uuid not null,
    owner           text not null,
    token           text not null,
    subject         text not null,
    record          jsonb not null,
    attempt         int not null default 1 check (attempt >= 1),
    created_at      timestamptz not null,
    expires_at      timestamptz,
    primary key (organization_id, owner, token)
);
create index execution_records_by_subject on execution_records (organization_id, owner, subject);
create index execution_records_by_expiry on execution_records (expires_at) where expires_at is not null;
call isolate('execution_records', 'select, insert, update, delete', 'select, delete');
