create table things (id uuid primary key);
grant select on things to ${app}, ${worker};
