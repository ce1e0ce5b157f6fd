import { deliverEvents } from '../../support/payments.js';
import { opened } from '../../support/schedules.js';
import { inBrowser, pictures } from '../../support/web.js';

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
      const back = page.waitForRequest((request) => request.url().endsWith(`/bookings/${bookingId}?payment=paid`));
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      await back;
      await deliverEvents(app);
      await page.goto(`${app.origin}/bookings/${bookingId}?payment=paid`);
      await page
        .getByText(/^Paid|is paid|paid/i)
        .first()
        .waitFor();
      expect(await pictures(page, 'booking-paid')).toEqual([]);
      // The page of the application is at the port of the settings, where nobody listens in this test.
      expect(faults.filter((fault) => !fault.startsWith('net::ERR_CONNECTION_REFUSED'))).toEqual([]);
    });
  },
  { NODE_ENV: 'development' },
);
