import { type Locks, Login, type NewTokens } from './login.js';
import { Problem, type ProblemDocument } from './problem.js';
import { inMemory, type TokenStorage } from './storage.js';

const problem = (status: number, code: string) =>
  new Problem({ status, code, detail: code } as unknown as ProblemDocument);

/** Does as the server does: each token works once; a second use within ten seconds is a race, a later one ends the session. */
class Server {
  asked = 0;
  exchanges = 0;
  private readonly used = new Set<string>();
  private current = 'refresh-0';

  readonly exchange = async (token: string | undefined): Promise<NewTokens> => {
    this.asked++;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (token !== undefined && this.used.has(token)) throw problem(409, 'refresh-raced');
    if (token !== undefined && token !== this.current) throw problem(401, 'session-ended');
    this.used.add(this.current);
    this.exchanges++;
    this.current = `refresh-${this.exchanges}`;
    return { ...this.tokens(), ...(token !== undefined && { refresh_token: this.current }) };
  };

  tokens(): NewTokens {
    return { access_token: `access-${this.exchanges}`, refresh_token: this.current, expires_in: 1800 };
  }

  end(): void {
    this.current = 'none';
  }
}

/** As the Web Locks API: one at a time for each name. */
function locks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_, work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** A storage whose access token has to be renewed. */
const stale = (): TokenStorage => {
  const storage = inMemory();
  void storage.write({ access_token: 'access-0', refresh_token: 'refresh-0', renew_at: 0 });
  return storage;
};

describe('a login', () => {
  const ended: string[] = [];
  beforeEach(() => void ended.splice(0));

  const tab = (server: Server, storage: TokenStorage, more: { locks?: Locks; hasCookie?: boolean } = {}) =>
    new Login({
      ...{
        storage,
        hasCookie: false,
        lockName: 'x',
        locks: undefined,
        exchange: server.exchange,
        onEnd: () => ended.push('end'),
      },
      ...more,
    });

  it('is refreshed once for all calls of a page', async () => {
    const server = new Server();
    const login = tab(server, stale());
    const tokens = await Promise.all([login.token(), login.token(), login.renew('access-0')]);
    expect([tokens, server.asked]).toEqual([['access-1', 'access-1', 'access-1'], 1]);
    expect(await login.token()).toBe('access-1');
  });

  it('is refreshed once for all tabs where there are locks', async () => {
    const [server, storage, shared] = [new Server(), stale(), locks()];
    const tabs = [1, 2, 3].map(() => tab(server, storage, { locks: shared }));
    const tokens = await Promise.all(tabs.map((one) => one.token()));
    expect([tokens, server.asked]).toEqual([['access-1', 'access-1', 'access-1'], 1]);
  });

  it('survives tabs that refresh at once where there are no locks', async () => {
    const [server, storage] = [new Server(), stale()];
    const tokens = await Promise.all([tab(server, storage).token(), tab(server, storage).token()]);
    expect([tokens, server.exchanges, ended]).toEqual([['access-1', 'access-1'], 1, []]);
  });

  it('takes the tokens that another tab got when its own are refused', async () => {
    const [server, storage] = [new Server(), inMemory()];
    await storage.write({ access_token: 'fresh', refresh_token: 'refresh-0', renew_at: Infinity });
    expect([await tab(server, storage).renew('old'), server.exchanges]).toEqual(['fresh', 0]);
  });

  it('ends once, and tells it once', async () => {
    const server = new Server();
    server.end();
    const login = tab(server, stale());
    expect(await Promise.all([login.token(), login.token()])).toEqual([undefined, undefined]);
    expect([await login.token(), ended]).toEqual([undefined, ['end']]);
  });

  it('tells when another tab has logged out, but not when this one has', async () => {
    const [server, storage] = [new Server(), inMemory()];
    const [one, two] = [tab(server, storage), tab(server, storage)];
    await one.keep(server.tokens());
    await two.token();
    await one.forget();
    expect([await one.token(), ended]).toEqual([undefined, []]);
    expect([await two.token(), ended]).toEqual([undefined, ['end']]);
  });

  it('stays when another login takes its place while its end is told', async () => {
    const storage = stale();
    const other = { access_token: 'other', refresh_token: 'other', renew_at: Infinity };
    const exchange = () => {
      void storage.write(other);
      return Promise.reject(problem(401, 'session-ended'));
    };
    await tab({ exchange } as unknown as Server, storage).token();
    expect(await storage.read()).toEqual(other);
  });

  it('asks no second time when the server is busy', async () => {
    let asked = 0;
    const busy = { exchange: () => (asked++, Promise.reject(problem(503, 'overloaded'))) } as unknown as Server;
    await expect(tab(busy, stale()).token()).rejects.toThrow('overloaded');
    expect([asked, ended]).toEqual([1, []]);
  });

  it('stays when the server cannot be reached', async () => {
    const storage = stale();
    const login = tab({ exchange: () => Promise.reject(new TypeError('fetch failed')) } as unknown as Server, storage);
    await expect(login.token()).rejects.toThrow('fetch failed');
    expect([await storage.read(), ended]).toEqual([expect.objectContaining({ refresh_token: 'refresh-0' }), []]);
  });

  it('is found by its cookie, and a guest without one is asked about once', async () => {
    const server = new Server();
    expect(await tab(server, inMemory(), { hasCookie: true }).token()).toBe('access-1');
    let asked = 0;
    const nobody = { exchange: () => (asked++, Promise.reject(problem(401, 'session-ended'))) } as unknown as Server;
    const guest = tab(nobody, inMemory(), { hasCookie: true });
    expect([await guest.token(), await guest.token(), asked, ended]).toEqual([undefined, undefined, 1, []]);
  });
});
