// Claims intents of the type say_hello and completes them:  AMQP_URL=$(./dev publisher greeter --role worker) node samples/outside/work.mjs
import { randomUUID } from 'node:crypto';
import { connect } from './broker.mjs';

const broker = await connect();
// The same name in every process: they share the queue, and whichever is told that the claim won does the work.
const worker = 'greeter';

await broker.facts('sample-work', ['intents.ready.v1', 'intents.claimed.v1'], async (type, fact) => {
    if (fact.intent_type !== 'say_hello') return;
    if (type === 'intents.ready.v1') {
        // Whoever claims first wins, and is told so by intents.claimed.v1.
        await broker.command('intents.claim.v1', randomUUID(), { intent_id: fact.intent_id, worker, execution_id: randomUUID() });
    } else if (fact.worker === worker) {
        console.log(`hello ${fact.context.name}`);
        await broker.command('intents.complete.v1', randomUUID(), { intent_id: fact.intent_id, execution_id: fact.execution_id });
    }
});
console.log(`${worker} waits for work; Ctrl-C stops it`);
