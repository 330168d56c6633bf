drop table idempotency_keys, parked, outbox, inbox;
drop function expect_unused_key(bigint), refuse_update(), expect_updated(bigint), expect_fresh(bigint);
drop procedure isolate(regclass, text, text);
drop function current_organization();
