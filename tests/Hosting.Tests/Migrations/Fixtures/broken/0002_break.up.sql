alter table things add column size int; alter table nowhere add column size int;
