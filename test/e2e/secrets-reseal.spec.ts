import { randomBytes } from 'node:crypto';
import { reseal } from '../../src/cli/resealing.js';
import { FeedFetcherService } from '../../src/calendars/import/feed-fetcher.service.js';
import { WebhookSenderService } from '../../src/webhooks/sending/webhook-sender.service.js';
import { type Person, TestApp } from '../support/app.js';
import { Receiver } from '../support/receiver.js';
import { workOff } from '../support/worker.js';

const [OLD, NEW] = ['old', 'new'].map((id) => `${id}:${randomBytes(32).toString('base64')}`) as [string, string];

describe('npm run secrets:reseal', () => {
  let app: TestApp;
  let receiver: Receiver;
  let coach: Person;

  beforeAll(async () => {
    receiver = await Receiver.start();
    app = await TestApp.start({ SECRETS_KEYS: OLD, ALLOW_LOCAL_WEBHOOKS: 'on' });
    coach = await app.coach();
  });

  afterAll(async () => {
    await app.stop();
    await receiver.stop();
  });

  const run = async (keys: string) => {
    const said: string[] = [];
    const result = await reseal({ DATABASE_URL: app.database.url, SECRETS_KEYS: keys }, (line) => said.push(line));
    return { ...result, said };
  };

  it('lets a key go: a server that knows only the new one signs and fetches as before', async () => {
    const { body: webhook } = await coach.post('/webhooks', { url: receiver.url, types: ['*'] });
    await coach.post(`/webhooks/${webhook.id}/rotate-secret`);
    await coach.post('/coach/calendars/import', { url: `${receiver.url}/private.ics` });
    expect(await run(`${NEW},${OLD}`)).toMatchObject({ changed: 3, lost: 0, said: expect.arrayContaining([]) });
    expect(await run(`${NEW},${OLD}`)).toMatchObject({ changed: 0, lost: 0 });
    const twin = await app.twin({ SECRETS_KEYS: NEW, ALLOW_LOCAL_WEBHOOKS: 'on' });
    await coach.post(`/webhooks/${webhook.id}/test`);
    await workOff(twin);
    await Promise.all([WebhookSenderService, FeedFetcherService].map((work) => twin.nest.get(work).settled()));
    const [fetched, signed] = ['/private.ics', '/'].map((path) => receiver.received.find((it) => it.path === path));
    expect(fetched).toBeDefined();
    expect(signed!.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  });

  it('counts what no key opens, and leaves it as it is; a message says so to its owner', async () => {
    const { body: webhook } = await coach.post('/webhooks', { url: receiver.url, types: ['*'] });
    expect(await run(NEW)).toMatchObject({ changed: 0, lost: 1 });
    const twin = await app.twin({ SECRETS_KEYS: NEW, ALLOW_LOCAL_WEBHOOKS: 'on' });
    await coach.post(`/webhooks/${webhook.id}/test`);
    await workOff(twin);
    await twin.nest.get(WebhookSenderService).settled();
    expect((await coach.get(`/webhooks/${webhook.id}/deliveries`)).body).toMatchObject([
      { status: 'waiting', error: 'The secret of the endpoint cannot be read any more; please rotate it.' },
    ]);
  });

  it('needs keys', async () => {
    await expect(run('')).rejects.toThrow();
  });
});
