alter table things add column colour text not null default 'red;blue';
