import type { Person } from '../../support/app.js';
import { bought } from '../../support/credits.js';
import { completedSession } from '../../support/reviews.js';
import { failedDelivery, insert } from '../../support/rows.js';
import { inBrowser, pictures, type Web } from '../../support/web.js';

/** A session of today: it took place. */
function session({ app }: Web, coach: Person, client: Person): Promise<number> {
  const row = { coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'completed', sequence: 0 };
  const at = { scheduled_at: new Date(), ends_at: new Date(Date.now() + 3_600_000) };
  const rest = { kind: 'booking', buffer_before: 0, buffer_after: 0, is_late_cancellation: false };
  const notice = { move_notice_minutes: 720, cancel_notice_minutes: 720 };
  const made = { created_at: new Date(), updated_at: new Date() };
  return insert(app, 'bookings', { ...row, ...at, ...rest, ...notice, ...made });
}

/** A review that its coach reports. */
async function reportedReview(web: Web, coach: Person, client: Person): Promise<void> {
  const booking = await completedSession(web.app, coach, client);
  const { body } = await client.post(`/bookings/bookings/${booking}/review`, { rating: 1, text: 'Never again.' });
  const { id } = body as { id: number };
  const report = { reason: 'That was another coach.' };
  expect((await coach.post(`/bookings/coaches/${coach.id}/reviews/${id}/report`, report)).status).toBe(204);
}

inBrowser('an admin', (web) => {
  it('sees the platform in plots, and the numbers behind them', async () => {
    const [admin, coach, client] = await Promise.all([web().app.admin(), web().app.coach(), web().app.client()]);
    await session(web(), coach, client);
    const { page, faults } = await web().visit('/overview', admin);
    await page.getByRole('img', { name: 'Sessions by day. Took place or ahead: 1 in all' }).waitFor();
    await page.getByText('Show as a table').first().click();
    await page.getByRole('columnheader', { name: 'Client did not come' }).waitFor();
    await page.getByRole('button', { name: '7 days' }).click();
    await page.waitForURL('**/overview?days=7');
    await page.getByRole('link', { name: coach.name }).waitFor();
    expect(await pictures(page, 'admin-overview')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('finds the payments of somebody, has a refund tried again, and sees what is contested', async () => {
    const { app } = web();
    const [admin, coach, client] = await Promise.all([app.admin(), app.coach(), app.client()]);
    await bought(app, client, coach);
    const [checkout] = await app.sql<{ id: number }>('SELECT id FROM checkouts WHERE client_id = $1', [client.id]);
    await insert(app, 'refunds', {
      ...{ checkout_id: checkout!.id, amount_minor: 4_500, reason: `refund:${client.id}`, status: 'failed' },
      ...{ tries: 5, last_error: 'refused', created_at: new Date() },
    });
    const held = await session(web(), coach, client);
    const contested = `UPDATE bookings SET attendance = 'client_no_show', attendance_at = now(), attendance_by = 'coach',
        attendance_contested_at = now() WHERE id = $1`;
    await app.sql(contested, [held]);
    const { page, faults } = await web().visit(`/users/${client.id}`, admin);
    await page.locator('#content').getByRole('link', { name: 'Payments' }).click();
    await page.getByRole('button', { name: /^Try again: refund \d+$/ }).waitFor();
    expect(await page.getByRole('row', { name: /€450.00/ }).count()).toBe(1);
    expect(await pictures(page, 'admin-payments')).toEqual([]);
    await page.getByRole('button', { name: /^Try again: refund \d+$/ }).click();
    await page.getByText('The refund is tried once more now.').waitFor();
    expect(await app.sql('SELECT status FROM refunds WHERE checkout_id = $1', [checkout!.id])).toEqual([
      { status: 'pending' },
    ]);

    await page.getByRole('link', { name: 'Bookings' }).click();
    await page.getByRole('button', { name: 'Contested' }).click();
    await page.getByText('Their clients contest who came.').waitFor();
    await page.getByRole('row', { name: client.name }).getByRole('link', { name: 'Slot 1' }).waitFor();
    expect(await pictures(page, 'admin-bookings')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('finds somebody and approves them, decides on a review, retries a mail, and reads all that in the audit', async () => {
    const { app } = web();
    const [admin, coach, client] = await Promise.all([app.admin(), app.coach(), app.client()]);
    await reportedReview(web(), coach, client);
    await app.sql('UPDATE users SET is_verified = false WHERE id = $1', [coach.id]);
    await insert(app, 'deliveries', { ...failedDelivery(), recipient_id: client.id });
    const { page, faults } = await web().visit('/users', admin);

    await page.getByLabel('Name or email').fill(coach.email);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('1 user', { exact: true }).waitFor();
    expect(await pictures(page, 'admin-users')).toEqual([]);
    await page.getByRole('row', { name: coach.email }).getByRole('link').click();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('cell', { name: 'Yes', exact: true }).waitFor();
    expect(await pictures(page, 'admin-user')).toEqual([]);

    await page.getByRole('link', { name: 'Reviews' }).click();
    await page.getByText('That was another coach.').waitFor();
    expect(await pictures(page, 'admin-moderation')).toEqual([]);
    await page.getByRole('button', { name: /^Remove: review/ }).click();
    await page.getByLabel('Reason').fill('Of another coach.');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The review is removed.').waitFor();

    await page.getByRole('link', { name: 'Deliveries' }).click();
    await page.getByRole('button', { name: /^Try again: account.welcome/ }).waitFor();
    expect(await pictures(page, 'admin-deliveries')).toEqual([]);
    await page.getByRole('button', { name: /^Try again: account.welcome/ }).click();
    await page.getByText('It is tried once more now.').waitFor();

    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByText(/^Changed: Delivery/).waitFor();
    await page.getByText(/^Changed: Review/).waitFor();
    await page.getByText(/^Changed: User/).waitFor();
    expect(await pictures(page, 'admin-audit')).toEqual([]);
    expect(faults).toEqual([]);
  });
});
