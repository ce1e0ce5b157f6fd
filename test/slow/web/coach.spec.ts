import type { Page } from 'playwright-core';
import { wallTime } from '../../../src/notifications/texts/when.js';
import type { Person, TestApp } from '../../support/app.js';
import { completedSession } from '../../support/reviews.js';
import { groupType } from '../../support/group-sessions.js';
import { opened } from '../../support/schedules.js';
import { insert } from '../../support/rows.js';
import { inBrowser, pictures } from '../../support/web.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

inBrowser('coaches', (web) => {
  it('a coach answers a request, drags a session, plans a class, says who came, and replies to a review', async () => {
    const { app } = web();
    const [coach, client] = [await app.coach(), await app.client()];
    const type = await opened(app, coach, { time_zone: 'Europe/Berlin' });
    await groupType(app, coach, { capacity: 6 });
    const monday = nextMonday();
    const at = (day: number, hour: number) => new Date(monday.getTime() + day * DAY_MS + hour * 3_600_000);
    const request = await client.post('/bookings/book', {
      ...{ coach_id: coach.id, session_type_id: type, scheduled_at: at(1, 9).toISOString() },
    });
    expect(request.status).toBe(201);
    const held = await completedSession(app, coach, client);
    expect((await client.post(`/bookings/bookings/${held}/review`, { rating: 5, text: 'Kind.' })).status).toBe(201);
    const begun = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS);
    await confirmedSession(app, begun, coach, client, type);

    // Early on a Monday that is the week before.
    const { page, faults } = await web().visit(`/week?from=${mondayOf(begun)}`, coach);
    await page.getByRole('button', { name: `Confirm the request of ${client.name}` }).click();
    await page.getByRole('status').getByText('Confirmed').waitFor();

    await page.getByRole('button', { name: /, Confirmed$/ }).click();
    await page.getByRole('button', { name: 'Came', exact: true }).click();
    await page.getByRole('button', { name: '✓ Came' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();

    await page.goto(`${app.origin}/week?from=${monday.toISOString().slice(0, 10)}`);
    const session = page.getByRole('button', { name: /^Training session, .* Confirmed$/ });
    await drag(page, session, { x: 0, y: 144 });
    await page.getByText(/ is moved to /).waitFor();
    const moved = await coach.get(`/bookings/bookings/${request.body.id as number}`);
    expect(moved.body.scheduled_at).toBe(at(1, 11).toISOString());

    await page.getByRole('button', { name: 'Plan a class' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day').fill(at(3, 0).toISOString().slice(0, 10));
    await dialog.getByLabel('Time').fill('10:00');
    await dialog.getByRole('button', { name: 'Plan a class' }).last().click();
    await page.getByRole('button', { name: /^Mobility, .* 0 of 6 seats$/ }).waitFor();
    expect(await pictures(page, 'coach-week')).toEqual([]);

    await page.goto(`${app.origin}/hours`);
    await page.getByRole('button', { name: 'Add hours: Sunday' }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your hours are saved.').waitFor();
    await page.goto(`${app.origin}/reviews`);
    await page.getByRole('button', { name: /^Reply to/ }).click();
    await page.getByLabel('Your reply').fill('Thank you!');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Thank you!').waitFor();
    for (const address of [
      'hours',
      'session-types',
      'clients',
      `clients/${client.id}`,
      'reviews',
      'utilisation',
      'earnings',
    ]) {
      await page.goto(`${app.origin}/${address}`);
      await page.locator('h1').waitFor();
      await page.locator('.loaded[aria-busy=true]').first().waitFor({ state: 'detached' });
      expect(await pictures(page, `coach-${address.replace(/\/.*/, '-one')}`)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});

/** A session of an hour that is over, and nobody has said who came. */
function confirmedSession(app: TestApp, start: Date, coach: Person, client: Person, session_type_id: number) {
  return insert(app, 'bookings', {
    ...{ coach_id: coach.id, client_id: client.id, session_type_id, session_type_name: 'Training session' },
    ...{ status: 'confirmed', sequence: 0, kind: 'booking', buffer_before: 0, buffer_after: 0 },
    ...{ scheduled_at: start, ends_at: new Date(start.getTime() + HOUR_MS) },
    ...{ is_late_cancellation: false, move_notice_minutes: 720, cancel_notice_minutes: 720 },
    ...{ created_at: new Date(start.getTime() - DAY_MS), updated_at: new Date(start.getTime() - DAY_MS) },
  });
}

/** The Monday of the week in which it is, where the browser is. */
function mondayOf(instant: Date): string {
  const { year, month, day, weekday } = wallTime(instant, 'Europe/Berlin');
  return new Date(Date.UTC(year, month, day - ((weekday + 6) % 7))).toISOString().slice(0, 10);
}

/** The Monday of next week, at midnight of UTC. */
function nextMonday(): Date {
  const now = new Date();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return new Date(today + (8 - (now.getUTCDay() || 7)) * DAY_MS);
}

async function drag(page: Page, item: ReturnType<Page['getByRole']>, by: { readonly x: number; readonly y: number }) {
  await item.waitFor();
  await item.scrollIntoViewIfNeeded();
  const box = (await item.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x, y + by.y, { steps: 6 });
  await page.mouse.up();
}
