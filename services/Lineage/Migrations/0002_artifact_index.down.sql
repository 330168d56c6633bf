drop function derive_artifacts(uuid, text[]);
drop table artifact_edge, artifact_index;
drop function structured_lineage(text[], text, text, int, text);
