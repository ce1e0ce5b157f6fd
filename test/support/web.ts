import axe, { type AxeResults } from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { PASSWORD, TestApp } from './app.js';
import { findChromium, openBrowser } from './chromium.js';

const executable = findChromium();
if (executable === null) console.log('The web application is not tried out: no Chromium is installed here.');

/** Paths of a browser, one or none: without one the tests of pages do not run. */
export const browsers: readonly string[] = executable === null ? [] : [executable];

/** Tests that need the web application and a browser; where none is installed, only this is noted. */
export function inBrowser(
  name: string,
  declare: (web: () => Web) => void,
  environment: () => Promise<Record<string, string>> = () => Promise.resolve({}),
): void {
  describe(`${name}, in a browser`, () => {
    if (executable === null) {
      it('waits for a Chromium', () => expect(browsers).toEqual([]));
      return;
    }
    let web: Web | undefined;
    beforeAll(async () => {
      web = await Web.start(executable, await environment());
    });
    afterAll(() => web?.stop());
    declare(() => {
      if (web === undefined) throw new Error('The web application has not started.');
      return web;
    });
  });
}

/** Somebody who can log in. */
interface Account {
  readonly email: string;
}

/** An open page, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, and requests that failed or were refused: `409 POST /api/v1/bookings/book`. */
  readonly faults: string[];
}

/** The web application, served by its own instance, and a browser. */
export class Web {
  private constructor(
    readonly app: TestApp,
    private readonly browser: Browser,
  ) {}

  static async start(executablePath: string, environment: Record<string, string> = {}): Promise<Web> {
    // The tools of testers exist on the embedded database only.
    const hasTools = environment['NODE_ENV'] === 'development';
    const app = await TestApp.start({ WEB_APP: 'on', LOG_LEVEL: 'silent', ...environment }, hasTools);
    return new Web(app, await openBrowser(executablePath));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.app.stop();
  }

  /** Opens a page, as nobody unless an account is given: then the page leads to the login, and the login back to it. */
  async visit(path: string, account?: Account, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      // Nothing moves in pictures.
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const faults = collectFaults(page);
    await page.goto(this.app.origin + path);
    if (account) await logIn(page, account);
    return { page, faults };
  }
}

async function logIn(page: Page, { email }: Account): Promise<void> {
  await page.getByLabel(/^(Email|E-Mail-Adresse)$/).fill(email);
  await page.getByLabel(/^(Password|Passwort)$/).fill(PASSWORD);
  await page.getByRole('button', { name: /^(Log in|Anmelden)$/ }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    // The browser writes a line for each refused request; those are collected below, with their address.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isRefusal) faults.push(message.text());
  });
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('response', (response) => {
    if (response.status() < 400) return;
    faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left takes its requests back.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason} ${request.method()} ${new URL(request.url()).pathname}`);
  });
  return faults;
}

/** What axe finds wrong: the rule and the elements. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const FEW = [
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;
const ALL = [390, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

/** Pictures of a page for people, in coverage/web; axe looks at each. Returns what axe finds. PICTURES=all takes both widths in both schemes. */
export async function pictures(page: Page, name: string): Promise<string[]> {
  const folder = join(PROJECT_ROOT, 'coverage', 'web');
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  const found: string[] = [];
  for (const { width, colorScheme } of process.env['PICTURES'] === 'all' ? ALL : FEW) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    found.push(...(await violationsOf(page)).map((violation) => `${name}, ${width} px, ${colorScheme}: ${violation}`));
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
