create table things (id uuid primary key, size int);
