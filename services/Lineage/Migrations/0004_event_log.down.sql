drop function forget_untold(uuid, text[], text[]);
drop table lineage_rebuilds;
drop trigger executions_change_correlation on executions;
drop function note_correlation();
drop function note_early_events(uuid, text[]);
drop index executions_late_in_correlation;
alter table executions drop column correlation_since;

alter table execution_events rename to execution_events_by_month;
alter table execution_events_by_month rename constraint execution_events_pkey to execution_events_by_month_pkey;
alter table execution_events_by_month no force row level security;

create table execution_events (
    organization_id uuid not null,
    execution_id    text collate "C" not null,
    sequence        int not null,
    fact_id         uuid not null,
    type            text not null,
    at              timestamptz not null,
    data            jsonb not null,
    primary key (organization_id, execution_id, sequence, fact_id)
);
insert into execution_events (organization_id, execution_id, sequence, fact_id, type, at, data)
select organization_id, execution_id, sequence, fact_id, type, at, data from execution_events_by_month order by position
on conflict do nothing;
call isolate('execution_events', 'select, insert');

drop table execution_events_by_month, artifact_events, event_positions, event_horizon;
drop function make_event_partitions(timestamptz, timestamptz), drop_event_partitions(timestamptz), give_position();
