import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Person, TestApp } from '../support/app.js';

const PREFIX = '/backend';

describe('behind a proxy that strips a part of the path', () => {
  let app: TestApp;
  let twin: TestApp;
  let client: Person;
  let proxy: Server;
  let outside: string;

  beforeAll(async () => {
    proxy = createServer((asked, answer) => {
      const path = asked.url?.startsWith(`${PREFIX}/`) ? asked.url.slice(PREFIX.length) : null;
      if (path === null) {
        answer.writeHead(502).end();
        return;
      }
      const passed = request(twin.origin + path, { method: asked.method, headers: asked.headers }, (inner) => {
        answer.writeHead(inner.statusCode ?? 502, inner.headers);
        inner.pipe(answer);
      });
      asked.pipe(passed);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    outside = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${PREFIX}`;
    app = await TestApp.start();
    twin = await app.twin({ PUBLIC_URL: outside });
    client = await app.client();
  });

  afterAll(async () => {
    proxy.close();
    proxy.closeAllConnections();
    await app.stop();
  });

  const get = (url: string) => fetch(url, { headers: { authorization: `Bearer ${client.token}` } });

  it('a link leads to the next page', async () => {
    for (const food_name of ['Soup', 'Rice']) {
      await client.post('/client/diet-logs', { meal_date: '2026-11-23', meal_type: 'lunch', food_name });
    }
    const first = await get(`${outside}/api/v1/client/diet-logs?limit=1`);
    const [, next = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await get(new URL(next, first.url).href);
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject([{ food_name: 'Soup' }]);
  });

  it.each(['/api/v1/nowhere', '/api/v1/users/me?x=%zz', '/api/v1/%zz', '/api/v1/client/diet-logs/x'])(
    'the type of a problem at %s is an address that works',
    async (path) => {
      const answer = await fetch(outside + path);
      const { type, code } = (await answer.json()) as { type: string; code: string };
      expect(type).toBe(`${PREFIX}/api/problems#${code}`);
      expect((await fetch(new URL(type, answer.url))).status).toBe(200);
    },
  );

  it('the documentation names the address, and its page loads its files', async () => {
    const document = (await (await fetch(`${outside}/api/docs-json`)).json()) as { servers: { url: string }[] };
    expect(document.servers).toEqual([expect.objectContaining({ url: outside })]);
    const page = await fetch(`${outside}/`);
    expect([page.status, page.url]).toEqual([200, `${outside}/api/docs`]);
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect([file, (await fetch(new URL(file, page.url))).status]).toEqual([file, 200]);
  });
});
