create table others (id uuid primary key);
