import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';
import { findChromium, openBrowser } from '../support/chromium.js';

const PASSWORD = 'an uncommon pass phrase';
const PATIENCE_MS = 60_000;

const executable = findChromium();
if (executable === null) console.log('Swagger UI is not tried out: no Chromium is installed on this machine.');
/** Without a browser these tests do not run. */
const inBrowser = executable === null ? [] : [executable];

describe('Swagger UI', () => {
  let app: TestApp;
  let browser: Browser | undefined;

  beforeAll(async () => {
    // So short that the page renews the token before each request.
    app = await TestApp.start({ ACCESS_TOKEN_TTL: '20s' });
  });

  afterAll(async () => {
    await browser?.close();
    await app.stop();
  });

  it('is there', async () => {
    const { status, headers } = await app.nobody.get('/api/docs');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });

  for (const path of inBrowser) {
    it(
      'logs someone in, remembers them over a reload and books a slot, without an error in the console',
      async () => {
        const coachId = await signUp('coach1@example.com', 'coach');
        await signUp('client1@example.com', 'client');
        browser = await openBrowser(path);
        const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
        const errors = errorsOf(page);
        await page.goto(`${app.origin}/api/docs`);
        await page.locator('.operation-filter-input').waitFor();

        await authorize(page, 'client1@example.com');
        const secrets = await page.evaluate<string>('JSON.stringify(localStorage)');
        expect(secrets).toContain('access_token');
        expect(secrets).not.toContain(PASSWORD);

        await page.reload();
        await page.locator('.scheme-container .authorize.locked').waitFor();
        const booking = await execute(page, 'bookingsBook', { coach_id: coachId, slot_number: 3 });
        expect(booking).toMatchObject({
          status: '201',
          body: { coach_id: coachId, slot_number: 3, status: 'pending' },
        });

        const coaches = await execute(page, 'bookingsListCoaches');
        expect(coaches).toMatchObject({ status: '200', body: [{ coach_id: coachId, booked_slots: 1 }] });
        await takePicture(page);
        expect(errors).toEqual([]);
      },
      PATIENCE_MS,
    );
  }

  async function signUp(email: string, role: 'client' | 'coach'): Promise<number> {
    const { body } = await app.nobody.post('/auth/signup', { email, password: PASSWORD, full_name: email, role });
    return body.user.id;
  }
});

/** Collects the errors of the browser: a refused script or style, a failed request, an exception. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`));
  return errors;
}

async function operationOf(page: Page, operationId: string): Promise<Locator> {
  const operation = page.locator(`[id$="-${operationId}"].opblock`);
  // The page renders what comes into view. At its edge nothing else scrolls.
  await page.mouse.move(2, 400);
  await page.mouse.wheel(0, -100_000);
  await page.waitForTimeout(100);
  for (let step = 0; step < 200 && (await operation.count()) === 0; step++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(50);
  }
  await operation.locator('.opblock-summary-control').click();
  return operation;
}

/** Opens an operation, presses Execute and reads the answer that the page shows. */
async function execute(page: Page, operationId: string, body?: object): Promise<{ status: string; body: unknown }> {
  const operation = await operationOf(page, operationId);
  if (body !== undefined) await operation.locator('textarea.body-param__text').fill(JSON.stringify(body));
  await operation.getByRole('button', { name: 'Execute' }).click();
  const answer = operation.locator('.live-responses-table .response').first();
  const [status = ''] = (await answer.locator('.response-col_status').innerText()).split('\n');
  const text = await answer.locator('.response-col_description .microlight').first().innerText();
  return { status, body: JSON.parse(text) };
}

async function authorize(page: Page, email: string): Promise<void> {
  await page.locator('.scheme-container').getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.locator('.modal-ux');
  await dialog.locator('#oauth_username').fill(email);
  await dialog.locator('#oauth_password').fill(PASSWORD);
  await takePicture(page, 'swagger-ui-authorize');
  await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).first().click();
  await dialog.getByRole('button', { name: 'Remove authorization' }).first().waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

/** A picture for people; git ignores the folder. */
async function takePicture(page: Page, name = 'swagger-ui'): Promise<void> {
  const folder = join(PROJECT_ROOT, 'coverage');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
