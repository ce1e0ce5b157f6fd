import { sending, waitBefore } from './sending.js';

const answer = (status: number, headers: Record<string, string> = {}, body = '') =>
  new Response(body, { status, headers });
const IN_FLIGHT = '{"code":"idempotency-key-in-flight"}';

describe('the wait before another try', () => {
  it.each([
    ['a lost answer', null, 0, 0.3],
    ['a second lost answer', null, 1, 0.6],
    ['503', answer(503), 0, 0.3],
    ['503 with Retry-After', answer(503, { 'Retry-After': '2' }), 0, 2],
    ['503 with a long Retry-After', answer(503, { 'Retry-After': '60' }), 0, null],
    ['a first request that is still worked on', answer(409, { 'Retry-After': '1' }, IN_FLIGHT), 0, 1],
    ['a slot that is taken', answer(409, {}, '{"code":"slot-taken"}'), 0, null],
    ['429', answer(429, { 'Retry-After': '1' }), 0, null],
    ['500', answer(500), 0, null],
    ['200', answer(200), 0, null],
  ])('after %s', async (_, response, tries, seconds) => {
    expect(await waitBefore(response, tries)).toBe(seconds);
  });
});

describe('sending', () => {
  /** Answers in turn; an Error is a lost answer. Keeps the requests. */
  function server(...answers: (Response | Error)[]) {
    const requests: Request[] = [];
    const fetch = (request: Request) => {
      requests.push(request);
      const next = answers.shift();
      return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error('asked too often'));
    };
    return { requests, fetch };
  }
  const login = (token?: string) => ({ renew: () => Promise.resolve(token) });
  const request = (method: string, headers: Record<string, string> = {}) =>
    new Request('http://localhost/x', { method, headers, ...(method === 'POST' && { body: '{"a":1}' }) });
  const lost = new TypeError('fetch failed');

  it('repeats a request with an Idempotency-Key, with the same key and body', async () => {
    const { fetch, requests } = server(lost, answer(201));
    const sent = await sending({ fetch, login: login(), retries: 2 })(request('POST', { 'Idempotency-Key': 'k' }));
    expect(sent.status).toBe(201);
    const seen = await Promise.all(requests.map(async (one) => [one.headers.get('Idempotency-Key'), await one.text()]));
    expect(seen).toEqual([
      ['k', '{"a":1}'],
      ['k', '{"a":1}'],
    ]);
  });

  it.each([
    ['POST', 1],
    ['DELETE', 1],
    ['GET', 3],
  ])('tries %s without a key %i times', async (method, times) => {
    const { fetch, requests } = server(lost, lost, lost);
    await expect(sending({ fetch, login: login(), retries: 2 })(request(method))).rejects.toThrow('fetch failed');
    expect(requests).toHaveLength(times);
  });

  it('renews a refused token once', async () => {
    const { fetch, requests } = server(answer(401), answer(401));
    const bearer = { Authorization: 'Bearer old' };
    let renewed = 0;
    const renewing = { renew: () => Promise.resolve(renewed++ === 0 ? 'new' : 'newer') };
    const { status } = await sending({ fetch, login: renewing, retries: 2 })(request('POST', bearer));
    expect([status, ...requests.map(({ headers }) => headers.get('Authorization'))]).toEqual([
      401,
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('does not ask for a token on behalf of a guest', async () => {
    const { fetch, requests } = server(answer(401));
    const { status } = await sending({ fetch, login: login('new'), retries: 2 })(request('GET'));
    expect([status, requests.length]).toEqual([401, 1]);
  });

  it('stops waiting when it is aborted', async () => {
    const { fetch } = server(lost, lost, lost);
    const abort = new AbortController();
    const sent = sending({ fetch, login: login(), retries: 2 })(
      new Request('http://localhost/x', { signal: abort.signal }),
    );
    setTimeout(() => abort.abort(), 20);
    await expect(sent).rejects.toThrow(/abort/);
  });
});
