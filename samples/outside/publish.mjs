// Publishes an intent and waits for its end:  AMQP_URL=$(./dev publisher crm) node samples/outside/publish.mjs
import { randomUUID } from 'node:crypto';
import { connect } from './broker.mjs';

const broker = await connect();
const intent = `sample-${randomUUID()}`;
let end;
const ended = new Promise(resolve => { end = resolve; });
// First listen, then publish. One program per queue: two would share its facts between them.
await broker.facts('sample-ends', ['intents.ended.v1'], (type, fact) => {
    if (fact.intent_id === intent) end(fact);
});

await broker.event('intents.create.v1', intent, { intent_id: intent, intent_type: 'say_hello', context: { name: process.argv[2] ?? 'world' }, created_by: 'outside-sample' });
console.log(`published ${intent}`);
const fact = await ended;
console.log(`${fact.status} ${fact.intent_id}${fact.error ? `: ${fact.error}` : ''}`);
await broker.close();
process.exit(fact.status === 'completed' ? 0 : 1);
