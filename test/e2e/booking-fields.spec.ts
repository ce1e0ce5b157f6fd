import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused } from '../support/refusals.js';

describe('booking a slot', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const pair = () => Promise.all([app.coach(), app.client()]);

  const book = (client: Person, coach: { id: number }, slot_number = 1, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  it.each([
    ['coach_id', ['5', 1.5, 0, -1, null, true, 2_147_483_648, 1e20, [1], {}]],
    ['slot_number', ['5', 1.5, 0, 11, -1, null, true, 1e20, [1]]],
    ['notes', [5, true, ['x'], {}, '   ', '\u200b', 'a\0b', 'x'.repeat(2001)]],
  ])('refuses every %s of a wrong type or out of range', async (field, values) => {
    const [coach, client] = await pair();
    for (const value of values) {
      const answer = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1, [field]: value });
      expectFieldsRefused(answer, field);
    }
  });

  it('names each missing field', async () => {
    expectFieldsRefused(await (await app.client()).post('/bookings/book', {}), 'coach_id', 'slot_number');
  });

  it('names and refuses every unknown field', async () => {
    const [coach, client] = await pair();
    const more = { status: 'confirmed', client_id: 1, id: 7, created_at: '2020-01-01T00:00:00Z' };
    expectFieldsRefused(await book(client, coach, 1, more), 'status', 'client_id', 'id', 'created_at');
  });

  it.each(['null', '5', '[]', '"x"', ''])('refuses a body that is not an object: %s', async (body) => {
    expectFieldsRefused(await (await app.client()).post('/bookings/book', body), 'body');
  });

  it('refuses notes with half of a surrogate pair', async () => {
    const [coach, client] = await pair();
    const body = `{"coach_id":${coach.id},"slot_number":1,"notes":"\\ud83d"}`;
    expectFieldsRefused(await client.post('/bookings/book', body), 'notes');
  });

  describe('with notes', () => {
    it.each([
      ['that are empty as null', '', null],
      ['of null as null', null, null],
      ['verbatim, whatever they look like', `<script>'; DROP TABLE bookings; --`, undefined],
      ['with the blanks around them', '  x  ', undefined],
      ['of 2,000 emoji, each one character', '😀'.repeat(2000), undefined],
    ])('keeps them %s', async (_, notes, kept) => {
      const [coach, client] = await pair();
      const { status, body } = await book(client, coach, 1, { notes });
      expect({ status, notes: body.notes }).toEqual({ status: 201, notes: kept === undefined ? notes : kept });
    });

    it('of 2,001 emoji is refused', async () => {
      const [coach, client] = await pair();
      expectFieldsRefused(await book(client, coach, 1, { notes: '😀'.repeat(2001) }), 'notes');
    });
  });
});
