import { TestApp } from '../support/app.js';
import { committedDocument } from '../support/openapi-document.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };

describe('the pages that documents link to', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it.each(['/api/problems', '/api/changes'])('%s is a page for browsers, and text for everybody else', async (path) => {
    const [page, text] = [await app.nobody.get(path, BROWSER), await app.nobody.get(path)];
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(page.body).toMatch(/^<!doctype html>.*<h1 id="[\w-]+">/s);
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.body).toMatch(/^# /);
    for (const { headers } of [page, text]) expect(headers.get('vary')).toMatch(/\bAccept\b/);
  });

  it('have an anchor for each code of the API', async () => {
    const codes = new Set(
      [...JSON.stringify(committedDocument()).matchAll(/\/api\/problems#([\w-]+)/g)].map(([, it]) => it!),
    );
    expect(codes.size).toBeGreaterThan(50);
    const { body } = await app.nobody.get('/api/problems', BROWSER);
    expect([...codes].filter((code) => !String(body).includes(` id="${code}"`))).toEqual([]);
  });

  it('name what is in the next release', async () => {
    expect((await app.nobody.get('/api/changes', BROWSER)).body).toContain('id="unreleased"');
  });
});
