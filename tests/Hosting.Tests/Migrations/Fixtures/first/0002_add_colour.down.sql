alter table things drop column colour;
