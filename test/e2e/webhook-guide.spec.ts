import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { WebhookSenderService } from '../../src/webhooks/sending/webhook-sender.service.js';
import { TestApp } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { workOff } from '../support/worker.js';

describe('the receiver of the guide', () => {
  let app: TestApp;
  let folder: string;
  const receivers: ChildProcess[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ ALLOW_LOCAL_WEBHOOKS: 'on' });
    folder = await mkdtemp(join(tmpdir(), 'receiver-'));
    const guide = await readFile(join(PROJECT_ROOT, 'docs/guides/follow-bookings-by-webhook.md'), 'utf8');
    await writeFile(join(folder, 'receiver.mjs'), /```js\n(.*?)```/s.exec(guide)![1]!);
  });

  afterAll(async () => {
    for (const receiver of receivers) receiver.kill();
    await app.stop();
    await rm(folder, { recursive: true });
  });

  /** Starts the receiver, and returns what it prints. */
  async function receive(port: number, secret: string): Promise<{ text: string }> {
    const printed = { text: '' };
    const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) };
    const receiver = spawn(process.execPath, [join(folder, 'receiver.mjs')], { env });
    receivers.push(receiver);
    receiver.stdout.on('data', (data: Buffer) => (printed.text += data.toString()));
    await until('the receiver listens', () => printed.text.includes('listening'));
    return printed;
  }

  it('believes our messages, does each once, and refuses those of another secret', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const [port, otherPort] = [await freePort(), await freePort()];
    const register = async (at: number) =>
      (await coach.post('/webhooks', { url: `http://127.0.0.1:${at}`, types: ['*'] })).body as {
        readonly id: number;
        readonly secret: string;
      };
    const [right, wrong] = [await register(port), await register(otherPort)];
    const printed = await receive(port, right.secret);
    await receive(otherPort, right.secret);
    const send = async () => {
      await workOff(app);
      await app.nest.get(WebhookSenderService).settled();
    };
    await app.booked(client, coach, 2);
    await send();
    const [delivery] = (await coach.get(`/webhooks/${right.id}/deliveries`)).body;
    expect(delivery).toMatchObject({ status: 'done', answer_status: 204 });
    const again = await coach.post(`/webhooks/${right.id}/deliveries/${delivery.id}/resend`);
    expect(again.status).toBe(202);
    await send();
    expect((await coach.get(`/webhooks/${right.id}/deliveries`)).body[0]).toMatchObject({
      status: 'done',
      attempts: 2,
    });
    expect(printed.text.match(/booking\.requested/g)).toHaveLength(1);
    const [refused] = (await coach.get(`/webhooks/${wrong.id}/deliveries`)).body;
    expect(refused).toMatchObject({ status: 'waiting', answer_status: 400, answer_body: 'wrong signature' });
  });
});
