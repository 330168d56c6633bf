// Connects as the broker user that ./dev publisher made; its name begins with the organization.
import amqp from 'amqplib';

export async function connect() {
    const address = process.env.AMQP_URL;
    if (!address) {
        console.error('Expected the variable AMQP_URL; came none. Set it to what ./dev publisher printed.');
        process.exit(2);
    }

    const user = new URL(address).username;
    const organization = user.slice(0, 36);
    const connection = await amqp.connect(address);
    // Confirms: publishing is done when the broker has the message on disk, not before.
    const channel = await connection.createConfirmChannel();
    channel.on('return', message => {
        console.error(`Nobody takes ${message.fields.routingKey}: is the engine running with --distributed?`);
        process.exit(1);
    });

    return {
        organization,
        close: async () => {
            // The fact that is being taken is acknowledged first.
            await new Promise(setImmediate);
            await channel.close();
            await connection.close();
        },

        // A command, as plain JSON: the routing key says what it is, user_id whose it is, message_id whether it was there before.
        command: async (name, messageId, body) => {
            channel.publish('intentengine.commands', name, Buffer.from(JSON.stringify({ organization_id: organization, ...body })),
                { contentType: 'application/json', messageId, userId: user, persistent: true, mandatory: true });
            await channel.waitForConfirms();
        },

        // The same as a CloudEvent in structured mode; source and id say whether it was there before.
        event: async (name, id, body) => {
            const event = { specversion: '1.0', id, source: '/samples/outside', type: name, datacontenttype: 'application/json', data: { organization_id: organization, ...body } };
            channel.publish('intentengine.commands', name, Buffer.from(JSON.stringify(event)),
                { contentType: 'application/cloudevents+json', userId: user, persistent: true, mandatory: true });
            await channel.waitForConfirms();
        },

        // Facts of the own organization. The queue stays when this program is away, so nothing is missed.
        facts: async (queue, names, take) => {
            const own = `outside.${organization}.${queue}`;
            await channel.assertQueue(own, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
            for (const name of names) await channel.bindQueue(own, 'intentengine.events', `${organization}.${name}`);
            await channel.consume(own, async message => {
                // A fact may come twice: cloudEvents:id is the same then.
                await take(message.properties.headers['cloudEvents:type'], JSON.parse(message.content), message.properties.headers);
                channel.ack(message);
            });
        },
    };
}
