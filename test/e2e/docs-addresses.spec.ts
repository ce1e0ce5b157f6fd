import { TestApp } from '../support/app.js';

describe('usual addresses of API documentation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const see = (path: string, { origin } = app) => fetch(origin + path, { redirect: 'manual' });

  it.each(['/', '/api/redoc', '/api/redoc/'])('%s redirects to it', async (path) => {
    const { status, headers } = await see(path);
    expect(status).toBe(302);
    expect(new URL(headers.get('location')!, app.origin + path).pathname).toBe('/api/docs');
  });

  it('/api/openapi.json is the document', async () => {
    const [document, known] = [await see('/api/openapi.json'), await see('/api/docs-json')];
    expect(document.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await document.json()).toEqual(await known.json());
  });

  it('are 404 when the documentation is off', async () => {
    const closed = await app.twin({ API_DOCS: 'off' });
    for (const path of ['/', '/api/redoc', '/api/openapi.json']) {
      const answer = await see(path, closed);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'not-found' });
    }
  });
});
