create or replace function make_event_partitions(_from timestamptz, _until timestamptz) returns int
language plpgsql security definer set search_path from current set lock_timeout = '3s' as $$
declare
    _parent text;
    _month timestamptz;
    _next timestamptz;
    _name text;
    _made int := 0;
begin
    perform pg_advisory_xact_lock(1279350338);
    foreach _parent in array array['execution_events', 'artifact_events'] loop
        _month := date_trunc('month', _from at time zone 'UTC') at time zone 'UTC';
        while _month < _until loop
            _next := (_month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
            _name := _parent || '_' || to_char(_month at time zone 'UTC', 'YYYY_MM');
            if to_regclass(_name) is null then
                -- Writers wait here; then nothing of the month can reach the default partition any more.
                execute format('lock table %I in access exclusive mode', _parent || '_other');
                execute format('create table %I (like %I including defaults including constraints)', _name, _parent);
                execute format('with moved as (delete from %I where at >= %L and at < %L returning *) insert into %I select * from moved', _parent || '_other', _month, _next, _name);
                execute format('alter table %I enable row level security', _name);
                execute format('alter table %I attach partition %I for values from (%L) to (%L)', _parent, _name, _month, _next);
                _made := _made + 1;
            end if;
            _month := _next;
        end loop;
    end loop;
    return _made;
end $$;
