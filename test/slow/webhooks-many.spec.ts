import type { ServerResponse } from 'node:http';
import { SecretsService } from '../../src/secrets/secrets.service.js';
import { newSecret } from '../../src/webhooks/domain/signature.js';
import { secretPlace } from '../../src/webhooks/webhook.entity.js';
import { TestApp } from '../support/app.js';
import { Receiver } from '../support/receiver.js';
import { insert, webhookOf } from '../support/rows.js';
import { until } from '../support/until.js';

const ENDPOINTS = 100;
const EVENTS = 20;

const LAG = `
  SELECT percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - created_at)::float8) AS lag
    FROM webhook_deliveries WHERE status = 'done'`;

describe('one slow endpoint among a hundred', () => {
  let app: TestApp;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await Receiver.start();
    app = await TestApp.start({ ALLOW_LOCAL_WEBHOOKS: 'on', WORKER: 'on' });
    const secrets = app.nest.get(SecretsService);
    for (let id = 1; id <= ENDPOINTS; id++) {
      const endpoint = { id, url: `${receiver.url}/${id}`, types: ['booking.requested'] };
      await insert(app, 'webhooks', {
        ...{ ...webhookOf(null), ...endpoint, secret: secrets.seal(newSecret(), secretPlace(id)) },
      });
    }
  });

  afterAll(async () => {
    await receiver.stop();
    await app.stop();
  });

  it('holds up no other: all others have their messages within seconds', async () => {
    const held: ServerResponse[] = [];
    receiver.answer = (response, { path }) => (path === '/1' ? held.push(response) : response.writeHead(204).end());
    const [coach, clients] = [await app.coach(), await app.clients(EVENTS)];
    await coach.put('/coach/slots', { total_slots: EVENTS });
    for (const [index, client] of clients.entries()) await app.booked(client, coach, index + 1);
    const others = () => receiver.received.filter(({ path }) => path !== '/1').length;
    await until('the others have all', () => others() === (ENDPOINTS - 1) * EVENTS, 20_000);
    const [{ lag } = { lag: [] }] = await app.sql<{ lag: number[] }>(LAG);
    // On a busy machine some are given up by now, and others have begun.
    expect(held.filter(({ closed }) => !closed).length).toBeLessThan(8);
    expect(lag[1]).toBeLessThan(15);
  }, 60_000);
});
