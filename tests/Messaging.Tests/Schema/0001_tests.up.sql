-- What the tests' own consumers and saga write.

create table effects (
    organization_id uuid not null,
    id              uuid not null,
    worker          text not null default 'worker',
    primary key (organization_id, id, worker)
);
call isolate('effects');

create table counters (
    organization_id uuid not null,
    id              uuid not null,
    phase           text not null,
    version         int not null,
    starts          int not null,
    steps           int not null,
    primary key (organization_id, id)
);
call isolate('counters');
