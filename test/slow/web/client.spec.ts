import { enWords } from '../../../src/notifications/texts/words/en-words.js';
import { wallTime } from '../../../src/notifications/texts/when.js';
import { bought } from '../../support/credits.js';
import { completedSession } from '../../support/reviews.js';
import { daily, opened } from '../../support/schedules.js';
import { cancel, fullCoach, joined } from '../../support/waitlists.js';
import { inBrowser, pictures } from '../../support/web.js';

interface Times {
  readonly times: readonly { readonly starts_at: string }[];
}

/** As the calendar names a time: `Mon 7 Dec 2026, 18:00`. */
function momentOf(instant: string): string {
  const wall = wallTime(new Date(instant), 'Europe/Berlin');
  return `${enWords.date(wall)}, ${wall.time}`;
}

const PATIENCE_MS = 120_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

inBrowser('clients', (web) => {
  jest.setTimeout(PATIENCE_MS);

  it('a client finds a coach, books a series around a conflict, moves and cancels a session', async () => {
    const { app } = web();
    const [coach, , client, other] = [
      await app.coach({ fullName: 'Ada Stone' }),
      await app.coach({ fullName: 'Bo Unrated' }),
      await app.client(),
      await app.client(),
    ];
    // One time a day, so that the test knows which.
    const rules = { notice_minutes: 1440, move_notice_minutes: 0, cancel_notice_minutes: 60, auto_confirm: true };
    const type = await opened(app, coach, { time_zone: 'America/New_York', weekly_hours: daily(12, 13), ...rules });
    const price = { price: { amount_minor: 5_000, currency: 'EUR' }, payment: 'at_session' };
    expect((await coach.put(`/coach/session-types/${type}`, price)).status).toBe(200);
    await coach.put('/coach/policy', { late_cancellation_percent: 50, no_show_percent: 100 });
    const reviewed = await completedSession(app, coach, other);
    await other.post(`/bookings/bookings/${reviewed}/review`, { rating: 5, text: 'Patient and exact.' });

    const { page, faults } = await web().visit('/coaches', client);
    await page.getByRole('link', { name: 'Bo Unrated' }).waitFor();
    expect(await pictures(page, 'coaches')).toEqual([]);
    await page.getByLabel('Rating').selectOption('4.5');
    await page.getByRole('link', { name: 'Bo Unrated' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Ada Stone' }).click();
    await page.getByText('Patient and exact.').waitFor();
    await page.getByText('The small times are those of your coach').waitFor();
    expect(await pictures(page, 'coach')).toEqual([]);

    const { times } = (await client.get(`/bookings/coaches/${coach.id}/times`)).body as Times;
    const [first, chosen, , , , , , , taken] = times.map(({ starts_at: at }) => at);
    const conflict = await other.post('/bookings/book', { coach_id: coach.id, scheduled_at: taken });
    expect(conflict.status).toBe(201);
    await page.getByRole('button', { name: `Choose ${momentOf(first!)}` }).waitFor();
    await page.locator('[role=grid] [aria-selected=true] button').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Choose ${momentOf(chosen!)}` }).click();
    await page.getByText('This time is held for you').waitFor();
    await page.getByText('It is confirmed at once.').waitFor();
    const anHourBefore = momentOf(new Date(Date.parse(chosen!) - 3_600_000).toISOString());
    await page.getByText(`Free until ${anHourBefore}, then 50% of the price`).waitFor();
    await page.getByText('100% of the price').waitFor();
    expect((await other.post('/bookings/book', { coach_id: coach.id, scheduled_at: chosen })).body).toMatchObject({
      code: 'held',
    });
    expect(await pictures(page, 'booking-panel')).toEqual([]);
    await page.getByLabel('Repeat this session').check();
    await page.getByText('One session cannot be booked.').waitFor();
    expect(await pictures(page, 'booking-panel-series')).toEqual([]);
    await page.getByRole('button', { name: 'Book the 3 that are free' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.getByRole('link', { name: momentOf(chosen!) }).waitFor();
    expect(await page.getByRole('link', { name: /^\w{3} \d+ \w{3} 20/ }).count()).toBe(3);
    expect(await pictures(page, 'series')).toEqual([]);

    await page.getByRole('link', { name: momentOf(chosen!) }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Add to calendar' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^booking-\d+\.ics$/);
    await page.getByRole('button', { name: 'Move' }).click();
    await page.getByRole('button', { name: /^Choose / }).click();
    await page.getByText('New time:').waitFor();
    expect(await page.locator('dialog [aria-pressed=true]').count()).toBe(1);
    expect(await pictures(page, 'move')).toEqual([]);
    await page.getByRole('button', { name: 'Move it there' }).click();
    await page.getByText('Moved to').waitFor();
    expect(await pictures(page, 'booking')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.getByText('the cancellation costs nothing').waitFor();
    await page.getByText('You pay').waitFor();
    // Nothing was paid.
    expect(await page.getByText('You get back').count()).toBe(0);
    expect(await pictures(page, 'cancel')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByText('It is cancelled. Your coach is told.').waitFor();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Cancellation for my calendar' }).waitFor();

    await page.getByRole('link', { name: 'My bookings' }).first().click();
    await page.getByRole('button', { name: 'Make a calendar link' }).click();
    expect(await page.getByLabel('Address of your calendar').inputValue()).toMatch(/\/calendars\/\S+\.ics$/);
    expect(await page.getByText('Cancelled', { exact: true }).count()).toBe(1);
    expect(await pictures(page, 'bookings')).toEqual([]);
    await page.getByRole('button', { name: 'End the link' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the link' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'End the link' }).waitFor({ state: 'detached' });
    expect((await client.get('/calendars')).body).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('a client moves the later sessions of a series, unless one is in the way', async () => {
    const { app } = web();
    const [coach, client, other] = [await app.coach(), await app.client(), await app.client()];
    await opened(app, coach, { weekly_hours: daily(9, 12), move_notice_minutes: 0 });
    const first = new Date(Date.now() - (Date.now() % DAY_MS) + 7 * DAY_MS + 9 * HOUR_MS);
    const later = (hours: number, days = 0) =>
      new Date(first.getTime() + hours * HOUR_MS + days * DAY_MS).toISOString();
    const rule = { coach_id: coach.id, starts_at: first.toISOString(), every_weeks: 1, count: 3 };
    const { body: series } = await client.post('/bookings/series', rule);
    await other.post('/bookings/book', { coach_id: coach.id, scheduled_at: later(1, 14) });

    const { page, faults } = await web().visit(`/bookings/series/${series.id}`, client);
    await page.getByRole('button', { name: 'Move the series' }).click();
    await page.getByLabel('From this session on').selectOption({ index: 1 });
    const to = async (at: string) => {
      const wall = wallTime(new Date(at), 'Europe/Berlin');
      await page.getByLabel('Its new time').fill(`${at.slice(0, 10)}T${wall.time}`);
      await page.getByRole('button', { name: 'Move them' }).click();
    };
    await to(later(1, 7));
    await page.getByRole('alert').waitFor();
    expect(await pictures(page, 'series-move')).toEqual([]);
    await to(later(2, 7));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const at of [first.toISOString(), later(2, 7), later(2, 14)]) {
      await page.getByRole('link', { name: momentOf(at) }).waitFor();
    }
    expect(faults).toEqual([`409 POST /api/v1/bookings/series/${series.id}/move`]);
  });

  it('a client accepts what the waitlist offers', async () => {
    const { app } = web();
    const { coach, holders, bookings } = await fullCoach(app);
    const client = await app.client();
    await joined(client, { coach_id: coach.id });
    const { page, faults } = await web().visit('/waitlist', client);
    await page.getByText('You are next.').waitFor();
    await cancel(holders[0]!, bookings[0]!);
    await page.reload();
    await page.getByText('to decide.').waitFor();
    expect(await pictures(page, 'waitlist')).toEqual([]);
    await page.getByRole('button', { name: /^Accept: / }).click();
    await page.getByRole('heading', { name: /^Slot 1 with / }).waitFor();
    await page.getByText('Your request is sent.').waitFor();
    expect(faults).toEqual([]);
  });

  it('a client keeps a log, sees the progress, shares it and finds what was paid, in German on a phone', async () => {
    const { app } = web();
    const { coach, client, bookingId } = await app.connected();
    await client.put('/users/me/settings', { locale: 'de', time_zone: 'Europe/Berlin' });
    const purchase = await bought(app, client, coach);
    await client.post('/client/diet-logs', {
      ...{ meal_date: new Date().toISOString().slice(0, 10), meal_type: 'lunch', food_name: 'Linsen', calories: 640 },
    });
    const { page, faults } = await web().visit('/logs', client, { viewport: { width: 390, height: 800 } });
    await page.getByText('Du hast noch kein Training aufgeschrieben.').waitFor();
    await page.getByRole('button', { name: 'Training eintragen' }).click();
    await page.getByLabel('Übung').fill('Kniebeuge');
    await page.getByLabel('Sätze').fill('3');
    await page.getByLabel('Gewicht (kg)').pressSequentially('62,5');
    expect(await pictures(page, 'log-form')).toEqual([]);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('rowheader', { name: 'Kniebeuge' }).waitFor();
    expect(await pictures(page, 'logs')).toEqual([]);
    await page.goto(`${app.origin}/progress`);
    await page.getByRole('img', { name: /62,5/ }).waitFor();
    await page.getByRole('img', { name: /640/ }).waitFor();
    expect(await pictures(page, 'progress')).toEqual([]);
    await page.goto(`${app.origin}/sharing`);
    await page.getByLabel('Mahlzeiten und Ernährungspläne').uncheck();
    await page.getByText('Gespeichert.').waitFor();
    expect((await client.get(`/client/coaches/${coach.id}/sharing`)).body).toMatchObject({ diet: false });
    expect(await pictures(page, 'sharing')).toEqual([]);
    await page.goto(`${app.origin}/payments`);
    await page.getByText('Noch 10 Guthaben').waitFor();
    await page.getByRole('button', { name: /^Beleg: / }).waitFor();
    expect(await pictures(page, 'payments')).toEqual([]);
    await page.goto(`${app.origin}/purchases/${purchase}?payment=paid`);
    await page.getByText('Danke: Es ist bezahlt.').waitFor();
    expect(await pictures(page, 'purchase')).toEqual([]);
    await page.goto(`${app.origin}/bookings/${bookingId}`);
    await page.getByRole('heading', { name: 'Verlauf' }).waitFor();
    await page.getByText('Bestätigt').first().waitFor();
    expect(faults).toEqual([]);
  });
});
