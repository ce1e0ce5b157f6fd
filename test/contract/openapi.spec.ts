import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openApiFiles } from '../../src/cli/openapi-files.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { openApiDocument } from '../../src/openapi/document.js';
import { withExamplesAhead } from '../../src/openapi/examples/example-dates.js';
import { generalExample } from '../../src/problems/examples.js';
import { TestApp } from '../support/app.js';
import { operationsOf, routesOf, UNDOCUMENTED } from '../support/routes.js';

/** Operations that a browser's cookie opens, too. */
const BY_COOKIE: Readonly<Record<string, readonly object[]>> = {
  'POST /api/v1/auth/refresh': [{ refreshCookie: [] }, {}],
  'POST /api/v1/auth/logout': [{ refreshCookie: [] }, { bearer: [] }],
};

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: OpenAPIObject;
  let operations: Map<string, OperationObject>;

  beforeAll(async () => {
    app = await TestApp.start();
    document = openApiDocument(app.nest);
    operations = operationsOf(document);
  });

  afterAll(() => app.stop());

  /** The names of the operations for which `holds` is false. */
  const except = (holds: (operation: OperationObject) => boolean) =>
    [...operations].filter(([, operation]) => !holds(operation)).map(([name]) => name);

  it('is committed as the code says it: npm run openapi writes it', () => {
    for (const [file, text] of Object.entries(openApiFiles(app.nest))) {
      expect({ file, text }).toEqual({ file, text: readFileSync(join(PROJECT_ROOT, file), 'utf8') });
    }
  });

  it('is what the running server shows, but for examples that would lie in the past', async () => {
    const { body } = await app.nobody.get('/api/docs-json');
    expect(body).toEqual(withExamplesAhead(document, new Date()));
  });

  it('is the same when it is generated again', () => {
    expect(openApiDocument(app.nest)).toEqual(document);
  });

  it('has every route of the router, and no other', () => {
    const routes = routesOf(app).map(({ name }) => name);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.sort()).toEqual([...operations.keys(), ...UNDOCUMENTED].sort());
  });

  it('asks for a token exactly where the code does', () => {
    for (const { name, access } of routesOf(app)) {
      if (UNDOCUMENTED.includes(name)) continue;
      const { security, 'x-roles': roles } = operations.get(name) as OperationObject & { 'x-roles'?: string[] };
      const isPublic = security!.length === 0 || security!.some((it) => Object.keys(it).length === 0);
      const documented = isPublic && access === 'public' ? 'public' : (roles ?? 'guests');
      expect({ name, access: documented }).toEqual({ name, access });
      const wanted = access === 'public' ? [] : [...(access === 'guests' ? [{}] : []), { bearer: [] }];
      expect({ name, security }).toEqual({ name, security: BY_COOKIE[name] ?? wanted });
    }
  });

  it('gives every operation a summary, one tag of the introduction and an id that makes a good function name', () => {
    const tags = document.tags!.map(({ name }) => name);
    const ids = [...operations.values()].map(({ operationId }) => operationId);
    expect(except(({ summary = '' }) => /^[A-Z][^.]+$/.test(summary))).toEqual([]);
    expect(except((operation) => operation.tags!.length === 1 && tags.includes(operation.tags![0]!))).toEqual([]);
    expect(except(({ operationId }) => /^[a-z]+([A-Z][a-z]+)+$/.test(operationId!))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const summaries = [...operations.values()].map(({ summary }) => summary);
    expect(summaries.filter((summary, index) => summaries.indexOf(summary) !== index)).toEqual([]);
  });

  it('says in each description whom the operation is for', () => {
    expect(except(({ description = '' }) => /^For (everybody|clients|coaches|admins)\b/.test(description))).toEqual([]);
    const described = (name: string) => operations.get(name)!.description;
    expect(described('GET /api/v1/coach/clients')).toMatch(/^For coaches and admins\. /);
    expect(described('POST /api/v1/bookings/book')).toMatch(/^For clients\. /);
    expect(described('GET /api/v1/auth/me')).toMatch(/^For everybody who is logged in\./);
    expect(described('POST /api/v1/feedback')).toMatch(/^For everybody, logged in or not\. /);
    expect(described('POST /api/v1/auth/login')).toMatch(/^For everybody\./);
  });

  it('contains no internal keys and names', () => {
    expect(JSON.stringify(document)).not.toMatch(/Dto\b|"x-(?!roles")/);
  });

  it('shows as the example of a 422 what the server answers', async () => {
    const client = await app.client();
    const { status, body } = await client.post('/bookings/book', { coach_id: 1, slot_number: 501 });
    expect({ status, body }).toEqual({ status: 422, body: { ...generalExample(422), instance: body.instance } });
  });

  it('passes the linter', async () => {
    const linter = join(PROJECT_ROOT, 'node_modules/@redocly/cli/bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stderr } = await promisify(execFile)(process.execPath, [linter, 'lint', 'openapi.json'], {
      cwd: PROJECT_ROOT,
      env,
    });
    expect(stderr).toContain('Your API description is valid');
  });
});
