// Compiled and run in an empty project by client-package.spec.ts: node out/checks.js <name> <origin> <coach id>.
import {
  type Client,
  createClient,
  inMemory,
  type Notification,
  Problem,
  type TokenStorage,
} from '@vibe-coaching/client';

declare const process: { readonly argv: readonly string[] };
const [, , name = '', baseUrl = '', coach = ''] = process.argv;
const coach_id = Number(coach);
const password = 'correct horse battery';

let people = 0;
async function signedUp(options: Parameters<typeof createClient>[0] = {}): Promise<Client> {
  const vibe = createClient({ baseUrl, ...options });
  await vibe.authSignUp({ body: { email: `${name}-${++people}@example.com`, password, full_name: name } });
  return vibe;
}

/** The address and the key of each request. */
const noted: string[] = [];
const noting =
  (answer: (request: Request) => Promise<Response> = fetch) =>
  (request: Request) => {
    noted.push(`${new URL(request.url).pathname} ${request.headers.get('Idempotency-Key') ?? ''}`.trim());
    return answer(request);
  };

/** As if the access token had ended. */
async function age(storage: TokenStorage): Promise<void> {
  const tokens = await storage.read();
  if (tokens) await storage.write({ ...tokens, renew_at: 0 });
}

/** One browser: its tabs share the cookies, and pages of the origin send them. */
function browser(origin: string) {
  let cookie = '';
  return async (request: Request) => {
    const headers = new Headers(request.headers);
    headers.set('Origin', origin);
    if (cookie !== '' && request.credentials === 'include') headers.set('Cookie', cookie);
    const answer = await fetch(new Request(request, { headers }));
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    return answer;
  };
}

const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

const checks: Record<string, () => Promise<unknown>> = {
  async problems() {
    const vibe = await signedUp();
    const book = () => vibe.bookingsBook({ body: { coach_id, slot_number: 1 } });
    await book();
    try {
      return await book();
    } catch (error) {
      if (!vibe.bookingsBook.isProblem(error)) throw error;
      // @ts-expect-error -- an operation that books cannot answer that an email is taken
      if (error.code === 'email-taken') return 'never';
      const code: 'already-booked' | 'no' = error.code === 'already-booked' ? error.code : 'no';
      return { code, status: error.status, message: error.message };
    }
  },

  async fields() {
    const vibe = await signedUp();
    // @ts-expect-error -- a name is text
    const wrong = vibe.clientProfileChange({ body: { full_name: 5 } });
    return wrong.catch((error: unknown) => (error instanceof Problem ? error.errors.map(({ field }) => field) : error));
  },

  async tabs() {
    const [tokens, ended] = [inMemory(), [] as string[]];
    const options = { tokens, fetch: noting(), onLoggedOut: () => ended.push('logged out') };
    const tabs = [await signedUp(options), createClient({ baseUrl, ...options })];
    const names = [];
    for (let round = 0; round < 3; round++) {
      await age(tokens);
      const users = await Promise.all([...tabs, ...tabs].map((tab) => tab.authMe()));
      names.push(new Set(users.map(({ full_name }) => full_name)).size);
    }
    await tabs[0]?.authLogOut();
    const after = await tabs[1]?.authMe().catch(codeOf);
    return { names, after, ended };
  },

  async cookies() {
    const [page, ended] = [browser('http://localhost:3000'), [] as string[]];
    const options = { tokens: 'cookie' as const, fetch: noting(page), onLoggedOut: () => ended.push('logged out') };
    await signedUp(options);
    noted.length = 0;
    // Reloaded: nothing is in memory. Two tabs refresh at once.
    const tabs = [createClient({ baseUrl, ...options }), createClient({ baseUrl, ...options })];
    const users = await Promise.all([...tabs, ...tabs].map((tab) => tab.authMe()));
    const refreshes = noted.filter((line) => line.endsWith('/refresh')).length;
    await tabs[0]?.authLogOut();
    const after = await tabs[1]?.authMe().catch(codeOf);
    return { users: users.map(({ full_name }) => full_name), refreshes, after, ended };
  },

  async pages() {
    const vibe = await signedUp();
    for (const day of [1, 2, 3, 4, 5]) {
      await vibe.workoutLogsCreate({ body: { workout_date: `2026-11-0${day}`, exercise_name: 'Row' } });
    }
    const { items, next, total } = await vibe.workoutLogsList.page({ query: { limit: 2, count: true } });
    const rest = await vibe.workoutLogsList.page({ query: { limit: 5, ...(next && { cursor: next }) } });
    const days: string[] = [];
    for await (const { workout_date } of vibe.workoutLogsList.each({ query: { limit: 2 } }))
      days.push(workout_date.slice(-1));
    return { total, first: items.length, rest: rest.items.length, end: rest.next, days: days.join('') };
  },

  async keys() {
    let isLost = false;
    const losing = async (request: Request) => {
      const answer = await fetch(request);
      if (isLost) return answer;
      isLost = request.method === 'POST' && !request.url.includes('/auth/');
      if (isLost) throw new TypeError('The answer is lost.');
      return answer;
    };
    const vibe = await signedUp({ fetch: noting(losing) });
    noted.length = 0;
    const log = await vibe.workoutLogsCreate({ body: { workout_date: '2026-11-01', exercise_name: 'Row' } });
    const own = { headers: { 'Idempotency-Key': 'mine' }, body: { workout_date: '2026-11-02', exercise_name: 'Row' } };
    const again = [await vibe.workoutLogsCreate(own), await vibe.workoutLogsCreate(own)];
    const logs = await vibe.workoutLogsList();
    const keys = noted.map((line) => line.split(' ')[1]).filter((key) => key !== undefined);
    return {
      name: log.exercise_name,
      logs: logs.length,
      own: again[0]?.id === again[1]?.id,
      keys: new Set(keys).size,
      sent: keys.length,
    };
  },

  async abort() {
    const vibe = await signedUp();
    const stop = new AbortController();
    const call = vibe.bookingsListCoaches({ signal: stop.signal });
    stop.abort();
    const name = await call.then(
      () => 'answered',
      (error: Error) => error.name,
    );
    return { name, timeout: await vibe.authMe({ signal: AbortSignal.timeout(10_000) }).then(() => 'answered') };
  },

  /** Cuts the first stream after its first notification, which then comes by another one. */
  async follow() {
    let streams = 0;
    const cutting = async (request: Request) => {
      const answer = await fetch(request);
      if (!request.url.endsWith('/stream') || ++streams > 1) return answer;
      return new Response(answer.body?.pipeThrough(cut()), answer);
    };
    const vibe = createClient({ baseUrl, fetch: cutting });
    await vibe.authLogIn({ body: { email: `coach-of-${name}@example.com`, password: 'horse staple 2026' } });
    const clients = [await signedUp(), await signedUp()];
    const stop = new AbortController();
    const came: Notification['type'][] = [];
    const book = (client?: Client) => client?.bookingsBook({ body: { coach_id, slot_number: people-- } });
    setTimeout(() => void book(clients.shift()), 1000);
    for await (const { type } of vibe.follow({ signal: stop.signal })) {
      if (came.push(type) === 2) stop.abort();
      else await book(clients.shift());
    }
    return { came, streams };
  },
};

/** Ends a stream after the chunk with its first notification. */
function cut(): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      if (new TextDecoder().decode(chunk).includes('event:')) controller.terminate();
    },
  });
}

const result = await checks[name]?.();
console.log(JSON.stringify(result));
