import { TestApp } from '../support/app.js';
import { insert, webhookDelivery, webhookOf } from '../support/rows.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

/** Like constraints.spec.ts, for endpoints of other systems and the messages to them. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let webhookId: number;

  beforeAll(async () => {
    app = await TestApp.start();
    webhookId = await insert(app, 'webhooks', webhookOf(null));
  });

  afterAll(() => app.stop());

  const add = (wrong: object) => insert(app, 'webhooks', { ...webhookOf(null), ...wrong });
  const addMessage = (wrong: object = {}) =>
    insert(app, 'webhook_deliveries', { ...webhookDelivery(webhookId), ...wrong });

  it.each([
    ['webhooks_url_length', { url: '' }],
    ['webhooks_url_length', { url: 'x'.repeat(2001) }],
    ['webhooks_description_length', { description: '' }],
    ['webhooks_types', { types: [] }],
    ['webhooks_types', { types: ['booking.moved', null] }],
    ['webhooks_previous_secret', { previous_secret: 'one without an end' }],
    ['webhooks_off_because', { off_because: 'gone' }],
    ['webhooks_off_because', { off_because: 'boredom', is_active: false }],
  ])('refuses an endpoint that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, add(wrong));
  });

  it.each([
    ['webhook_deliveries_status', { status: 'lost' }],
    ['webhook_deliveries_finished', { status: 'waiting' }],
    ['webhook_deliveries_finished', { finished_at: null }],
    ['webhook_deliveries_attempts', { attempts_before: 11 }],
    ['webhook_deliveries_body_size', { body: 'x'.repeat(20_481) }],
    ['webhook_deliveries_answer_size', { answer: 'x'.repeat(1_025) }],
  ])('refuses a message that breaks %s', async (constraint, wrong) => {
    await refuses(constraint, CHECK, addMessage(wrong));
  });

  it('refuses endpoints and messages of nobody, and one event twice for one endpoint', async () => {
    await refuses('webhooks_coach_id_fkey', FOREIGN_KEY, add({ coach_id: 2_000_000_000 }));
    await refuses('webhook_deliveries_webhook_id_fkey', FOREIGN_KEY, addMessage({ webhook_id: 0 }));
    await addMessage({ event_id: 7 });
    await refuses('webhook_deliveries_once', UNIQUE, addMessage({ event_id: 7 }));
  });

  it('accepts an endpoint that was switched off, and two tests of one endpoint', async () => {
    await expect(add({ off_because: 'failing', is_active: false })).resolves.toBeDefined();
    await expect(Promise.all([addMessage(), addMessage()])).resolves.toHaveLength(2);
  });
});
