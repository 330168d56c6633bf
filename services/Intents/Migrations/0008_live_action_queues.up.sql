-- What is live, and what became of it, each in a table of its own: a completion deletes a row and updates one in place, where it entered
-- six indexes anew. Whoever decides reads the first alone.

-- One row per enqueue of the last 30 days. It is updated once, when the queue ends, and no index knows what changes then.
create table action_queue_log (
    organization_id uuid not null,
    queue_id        uuid not null,
    arrival         bigint not null,
    subject         text not null check (length(subject) between 1 and 200),
    priority        int not null check (priority in (100, 200, 300, 400)),
    owner           text not null,
    token           text not null,
    reason          text,
    actions_count   int not null check (actions_count >= 0),
    position        int not null default 0 check (position between 0 and actions_count),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    -- How and why it ended. Null: it is live.
    status          text check (status in ('completed', 'failed', 'rejected', 'expired')),
    ended_at        timestamptz,
    outcome         text,
    primary key (queue_id, organization_id),
    -- A token finds one record once: it is never enqueued twice, not even for a retry.
    constraint action_queue_log_token_key unique (organization_id, token, owner),
    constraint action_queue_log_ended_check check ((ended_at is null) = (status is null))
    -- Room for the one update of every row of a page.
) with (fillfactor = 50);

-- The owner of the tables is no exception to row-level security.
alter table action_queues no force row level security;
insert into action_queue_log (organization_id, queue_id, arrival, subject, priority, owner, token, reason, actions_count, position, created_at, expires_at, status, ended_at, outcome)
select organization_id, queue_id, arrival, subject, priority, owner, token, reason, actions_count, position, created_at, expires_at,
       case when ended_at is not null then status end, ended_at, outcome
from action_queues order by arrival;
delete from action_queues where ended_at is not null;
alter table action_queues force row level security;

create index action_queue_log_newest on action_queue_log (organization_id, subject, arrival desc);
-- For forgetting alone; unlike a tree it costs an enqueue next to nothing.
create index action_queue_log_age on action_queue_log using brin (created_at);
call isolate('action_queue_log', 'select, insert, update', 'select, delete');

-- Both tables count with it.
create sequence action_queue_arrivals;
grant usage on sequence action_queue_arrivals to ${app};
select setval('action_queue_arrivals', last_value, is_called) from action_queues_arrival_seq;

drop index action_queues_newest, action_queues_live, action_queues_due, action_queues_age;
alter table action_queues
    drop constraint action_queues_pkey,
    drop constraint action_queues_token_key,
    drop constraint action_queues_ended_check,
    drop constraint action_queues_status_check,
    drop column ended_at,
    drop column outcome,
    alter column arrival drop identity,
    add primary key (organization_id, subject, queue_id),
    add constraint action_queues_status_check check (status in ('waiting', 'running'));
create index action_queues_due on action_queues (expires_at);
grant delete on action_queues to ${app};
revoke delete on action_queues from ${worker};

-- Room for the version of every subject of a page to move on at once.
alter table action_subjects set (fillfactor = 50);
