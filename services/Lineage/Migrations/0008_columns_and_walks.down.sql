drop function openlineage_near(uuid, uuid[], int, text[], text[], int);
drop table openlineage_column_sources, openlineage_columns;
