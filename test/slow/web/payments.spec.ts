import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverEvents } from '../../support/payments.js';
import { opened } from '../../support/schedules.js';
import { inBrowser, pictures } from '../../support/web.js';

/** Where the provider sends the browser back: the port of the application itself is known only once it listens. */
const door = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>Back</p>'));

async function withDoor() {
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return { NODE_ENV: 'development', APP_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}` };
}

afterAll(() => {
  door.close();
  door.closeAllConnections();
});

inBrowser(
  'card payments',
  (web) => {
    it('a client pays for a session on the page of the provider, and comes back to the booking', async () => {
      const { app } = web();
      const [coach, client] = [await app.coach(), await app.client()];
      await opened(app, coach);
      const price = { price: { amount_minor: 4550, currency: 'EUR' }, payment: 'to_book' };
      const type = await coach.post('/coach/session-types', { name: 'Technique', minutes: 60, ...price });
      const times = await client.get(`/bookings/coaches/${coach.id}/times?session_type_id=${type.body.id}`);
      const body = { coach_id: coach.id, session_type_id: type.body.id, scheduled_at: times.body.next_starts_at };
      const bookingId = (await client.post('/bookings/book', body)).body.id as number;
      const { page, faults } = await web().visit(`/bookings/${bookingId}`, client, {
        viewport: { width: 390, height: 800 },
      });
      await page.getByRole('button', { name: /^Pay/ }).click();
      await page.waitForURL('**/dev/pay/**');
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      await page.getByText('Back').waitFor();
      const { pathname, search } = new URL(page.url());
      expect(pathname + search).toBe(`/bookings/${bookingId}?payment=paid`);
      await deliverEvents(app);
      await page.goto(app.origin + pathname + search);
      await page.getByText('Thank you: it is paid.').waitFor();
      expect(await pictures(page, 'booking-paid')).toEqual([]);
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
    });
  },
  withDoor,
);
