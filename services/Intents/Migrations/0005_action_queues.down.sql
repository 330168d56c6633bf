drop table execution_records, action_queues, action_subjects, owners;
