alter table action_subjects set (fillfactor = 70);

grant delete on action_queues to ${worker};
revoke delete on action_queues from ${app};
drop index action_queues_due;
alter table action_queues
    drop constraint action_queues_pkey,
    drop constraint action_queues_status_check,
    add column ended_at timestamptz,
    add column outcome text;
alter table action_queues no force row level security;
alter table action_queue_log no force row level security;
-- The actions of what has ended are gone; how many there were is known.
insert into action_queues (organization_id, queue_id, arrival, subject, status, priority, owner, token, reason, actions, actions_count, position, created_at, expires_at, ended_at, outcome)
select organization_id, queue_id, arrival, subject, status, priority, owner, token, reason, '[]', actions_count, position, created_at, expires_at, ended_at, outcome
from action_queue_log where ended_at is not null order by arrival;
alter table action_queues force row level security;
drop table action_queue_log;
alter table action_queues
    alter column arrival add generated always as identity,
    add primary key (queue_id, organization_id),
    add constraint action_queues_token_key unique (organization_id, token, owner),
    add constraint action_queues_status_check check (status in ('waiting', 'running', 'completed', 'failed', 'rejected', 'expired')),
    add constraint action_queues_ended_check check ((ended_at is not null) = (status in ('completed', 'failed', 'rejected', 'expired')));
create index action_queues_newest on action_queues (organization_id, subject, arrival desc);
create index action_queues_live on action_queues (organization_id, subject, arrival) where status in ('waiting', 'running');
create index action_queues_due on action_queues (expires_at) where status in ('waiting', 'running');
create index action_queues_age on action_queues using brin (created_at);
select setval(pg_get_serial_sequence('action_queues', 'arrival'), last_value, is_called) from action_queue_arrivals;
drop sequence action_queue_arrivals;
