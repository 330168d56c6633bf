drop trigger executions_moved on executions;
drop trigger executions_added on executions;
drop function note_crossings_of_moved(), note_crossings_of_added(), note_crossings(uuid, text[]);
drop index executions_crossing;
alter table executions drop column crossed_from;
