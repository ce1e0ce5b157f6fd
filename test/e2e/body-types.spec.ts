import { request } from 'node:http';
import { type Person, TestApp } from '../support/app.js';
import { expectRefusal } from '../support/refusals.js';

const TYPES = [
  'application/x-www-form-urlencoded',
  'text/plain;charset=UTF-8',
  'multipart/form-data; boundary=x',
  'application/json',
];

describe('the type of a body', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.client();
  });

  afterAll(() => app.stop());

  /** The status of a request with exactly these headers; fetch would add its own. */
  const statusOf = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<number>((resolve, reject) => {
      const all = { authorization: `Bearer ${client.token}`, ...headers };
      const sent = request(client.urlOf(path), { method, headers: all }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.once('error', reject);
      if (body !== '') sent.write(body);
      sent.end();
    });

  const log = async () =>
    (await client.post('/client/diet-logs', { meal_date: '2026-11-23', meal_type: 'lunch', food_name: 'Soup' })).body
      .id;

  describe.each(TYPES)('%s', (type) => {
    it.each([
      ['a length of 0', { 'content-length': '0' }],
      ['no length', {}],
      ['an empty chunked body', { 'transfer-encoding': 'chunked' }],
    ])('does not matter with %s', async (_, length) => {
      const headers = { 'content-type': type, ...length };
      expect(await statusOf('DELETE', `/client/diet-logs/${await log()}`, headers)).toBe(204);
      expect(await statusOf('POST', '/auth/logout', headers)).toBe(200);
      client = await app.client();
      expect(await statusOf('PUT', '/client/profile', headers)).toBe(422);
      expect(await statusOf('POST', '/nowhere', headers)).toBe(404);
    });
  });

  it.each<Record<string, string>>([{ 'transfer-encoding': 'chunked' }, { 'content-length': '2' }])(
    'is refused with a body that is not JSON: %j',
    async (length) => {
      const headers = { 'content-type': 'text/plain', ...length };
      expect(await statusOf('POST', '/client/diet-logs', headers, '{}')).toBe(415);
    },
  );

  it.each(['utf-16', 'UTF-16LE', 'iso-8859-1', 'latin1', '"windows-1252"', 'utf-80', 'utf-8; charset=utf-16'])(
    'with charset=%s is refused, and UTF-8 is named',
    async (charset) => {
      const type = { 'content-type': `application/json; charset=${charset}` };
      const answer = await client.post('/client/diet-logs', '{"food_name":"Soup"}', type);
      expectRefusal(answer, 415, 'unsupported-media-type');
      expect(answer.body.detail).toContain('UTF-8');
    },
  );

  it.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8', '"UTF-8" ; profile="x"'])(
    'with charset=%s is read',
    async (charset) => {
      const type = { 'content-type': `application/json;charset=${charset}` };
      expect((await client.post('/client/diet-logs', '{}', type)).status).toBe(422);
    },
  );
});
