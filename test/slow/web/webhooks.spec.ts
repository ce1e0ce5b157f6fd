import { Receiver } from '../../support/receiver.js';
import { insert, webhookDelivery } from '../../support/rows.js';
import { until } from '../../support/until.js';
import { inBrowser, pictures } from '../../support/web.js';

inBrowser(
  'an admin with webhooks',
  (web) => {
    let receiver: Receiver;
    beforeAll(async () => {
      receiver = await Receiver.start();
    });
    afterAll(() => receiver.stop());

    const deliveries = async (status: string) => {
      const sql = 'SELECT count(*)::integer FROM webhook_deliveries WHERE status = $1';
      return (await web().app.sql<{ count: number }>(sql, [status]))[0]?.count;
    };

    it('adds an endpoint, sees its secret once and what arrives there, changes it, switches it off and on, and deletes it', async () => {
      const { page, faults } = await web().visit('/webhooks', await web().app.admin());
      const dialog = page.getByRole('dialog');
      const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
      await page.getByText('No other system is told of events yet.').waitFor();
      await button('Add an endpoint').click();
      await dialog.getByLabel('Address').fill(`${receiver.url}/hooks`);
      await dialog.getByLabel('Description').fill('Our CRM');
      await dialog.getByLabel(/^All events/).uncheck();
      await dialog.getByText('Bookings: 0 of 10').click();
      await dialog.getByLabel('booking.confirmed').check();
      await dialog.getByText('Bookings: 1 of 10').waitFor();
      expect(await pictures(page, 'admin-webhook-make')).toEqual([]);
      await dialog.getByRole('button', { name: 'Add an endpoint' }).click();

      await dialog.getByText('it is not shown again').waitFor();
      const secret = await dialog.getByLabel('Secret').inputValue();
      expect(secret).toMatch(/^whsec_/);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.getByText('Copied.').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
      expect(await pictures(page, 'admin-webhook-secret')).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.getByText('1 kind of event: booking.confirmed').waitFor();
      expect(await page.content()).not.toContain(secret);
      expect(await pictures(page, 'admin-webhooks')).toEqual([]);

      await page.getByRole('link', { name: /^Deliveries to 127/ }).click();
      await button(/^Send a test/).click();
      await page.getByText('The test is on its way.').waitFor();
      const [message] = await receiver.arrived(1);
      expect(JSON.parse(message!.body)).toMatchObject({ type: 'webhook.test' });
      await until('the test is delivered', async () => (await deliveries('done')) === 1);
      await button('Load again').click();
      await page.getByText('Status 204').waitFor();
      await button(/^Details: webhook.test/).click();
      expect(await pictures(page, 'admin-webhook-delivery')).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();

      const [{ id } = { id: 0 }] = await web().app.sql<{ id: number }>('SELECT id::integer FROM webhooks');
      await insert(web().app, 'webhook_deliveries', webhookDelivery(id));
      await button('Failed').click();
      await page.getByText('Status 500').waitFor();
      expect(await pictures(page, 'admin-webhook')).toEqual([]);
      await button('Send failed ones again').click();
      await dialog.getByLabel('From').fill('2026-10-31');
      await dialog.getByRole('button', { name: 'Send again' }).click();
      await page.getByText('1 message is sent again.').waitFor();
      await receiver.arrived(2);
      await until('the message is delivered', async () => (await deliveries('done')) === 2);
      await button('Delivered').click();
      await button(/^Send again: webhook.test/)
        .first()
        .click();
      await page.getByText('The message is sent once more now.').waitFor();
      await receiver.arrived(3);

      await button(/^Change/).click();
      await dialog.getByLabel(/^All events/).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('All events, also kinds that are added later').waitFor();
      await button(/^New secret/).click();
      await dialog.getByRole('button', { name: 'New secret' }).click();
      await dialog.getByLabel('Secret').waitFor();
      expect(await dialog.getByLabel('Secret').inputValue()).not.toBe(secret);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await button(/^Switch off/).click();
      await dialog.getByRole('button', { name: 'Switch off' }).click();
      await page.getByText('It was switched off by hand.').waitFor();
      await button(/^Switch on/).click();
      await button(/^Send a test/).waitFor();
      await button(/^Delete/).click();
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('No other system is told of events yet.').waitFor();
      expect(faults).toEqual([]);
    });
  },
  () => Promise.resolve({ ALLOW_LOCAL_WEBHOOKS: 'on', WORKER: 'on' }),
);
