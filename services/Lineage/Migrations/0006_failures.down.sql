drop table repairs, error_embeddings, error_bands, error_templates, failure_paths, failures;
