create table notes (
    organization_id uuid not null,
    id bigint not null,
    text text not null,
    primary key (organization_id, id));
alter table notes enable row level security;
alter table notes force row level security;
create policy own on notes to ${app}
    using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))
    with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
grant select, insert, update on notes to ${app};
create function seed_notes(organization uuid, count int) returns void language plpgsql as $$
begin
    -- A semicolon; inside a body must not end the statement.
    insert into notes select organization, n, 'note ' || n from generate_series(1, count) n;
end $$;
