import type { OperationObject, ParameterObject, ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { responseName } from '../../src/openapi/problems/problem-response.js';
import { NOT_FREE } from '../../src/bookings/domain/time-refusal.js';
import { GENERAL, type Problem } from '../../src/problems/problem.js';
import { ROLES } from '../../src/users/role.js';
import { codesAllowedBy, committedDocument, problemsShownBy, responseOf } from '../support/openapi-document.js';
import { operationsOf } from '../support/routes.js';

const document = committedDocument();
const operations = operationsOf(document);
const components = document.components!.responses as Record<string, ResponseObject>;
const schemas = document.components!.schemas!;
/** All but the one for any request, which has several statuses. */
const shared = Object.entries(components).filter(([name]) => name !== 'AnyRequest');

const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8');

const examplesOf = (response: ResponseObject) => problemsShownBy(document, response);
const problemsOf = (response: ResponseObject) => [...examplesOf(response).values()].map(({ value }) => value);

const rolesOf = (operation: OperationObject) => (operation as { 'x-roles'?: string[] })['x-roles'];

/** The codes that an operation documents for a status. */
function codesOf({ responses }: OperationObject, status: number): string[] {
  const response = responses[status];
  return response ? [...examplesOf(responseOf(document, response)).keys()] : [];
}

/** The names of the operations for which `holds` is true. */
const namesWhere = (holds: (operation: OperationObject, name: string) => boolean) =>
  [...operations].filter(([name, operation]) => holds(operation, name)).map(([name]) => name);

describe('the failures of an operation', () => {
  it('are references to shared responses, one for each pair of a status and a set of codes', () => {
    const inlined = namesWhere(({ responses }) =>
      Object.entries(responses).some(([status, response]) => /^[45d]/.test(status) && !('$ref' in response!)),
    );
    expect(inlined).toEqual([]);
    const pairs = shared.map(([, response]) => problemsOf(response).map(({ status, code }) => `${status} ${code}`));
    expect(new Set(pairs.map((pair) => pair.sort().join())).size).toBe(shared.length);
  });

  it('have every status of their kind of operation', () => {
    const lacking = [...operations].flatMap(([name, operation]) =>
      expectedStatuses(name, operation)
        .filter((status) => !(status in operation.responses))
        .map((status) => `${name} lacks ${status}`),
    );
    expect(lacking).toEqual([]);
    expect(
      namesWhere(({ responses }) => Object.keys(responses).filter((status) => status < '300').length !== 1),
    ).toEqual([]);
  });

  it('have 413 and 415 wherever the server reads a body, even if the operation asks for none', () => {
    const reading = namesWhere((_, name) => !name.startsWith('GET '));
    expect(reading.length).toBeGreaterThan(20);
    expect(namesWhere(({ responses }) => '413' in responses && '415' in responses)).toEqual(reading);
  });

  it('have `unauthenticated` where a token is needed, and `forbidden` where not every role will do', () => {
    expect(namesWhere((operation) => codesOf(operation, 401).includes('unauthenticated'))).toEqual(
      namesWhere((operation) => rolesOf(operation) !== undefined),
    );
    expect(namesWhere((operation) => codesOf(operation, 403).includes('forbidden'))).toEqual(
      namesWhere((operation) => (rolesOf(operation) ?? ROLES).length < ROLES.length),
    );
  });

  it('have the throttle where a password is tried, a mail is asked for or a calendar is read anew', () => {
    const throttled = namesWhere((operation) => codesOf(operation, 429).includes('too-many-attempts'));
    const routes = ['login', 'password', 'password-reset', 'verify-email/send', 'email'];
    expect(throttled).toEqual([
      ...routes.map((route) => `POST /api/v1/auth/${route}`),
      'POST /api/v1/coach/calendars/{calendar_id}/refresh',
      'DELETE /api/v1/users/me',
    ]);
  });

  it('have no rate limit in health checks, and one everywhere else', () => {
    const limited = namesWhere(({ responses }) => '429' in responses);
    expect(limited).toHaveLength(operations.size - 3);
    expect(limited.filter((name) => name.includes('/health'))).toEqual([]);
  });

  it('have all refusals of one handler with the same status in one response', () => {
    const book = operations.get('POST /api/v1/bookings/book')!;
    expect(codesOf(book, 409)).toEqual([
      ...[
        'already-booked',
        'blocked',
        'client-limit',
        'coach-busy',
        'daily-limit',
        'full',
        'held',
        'hold-gone',
        'idempotency-key-in-flight',
      ],
      ...[
        'no-available-slots',
        'no-credits',
        'no-hours',
        'off-grid',
        'outside-hours',
        'slot-taken',
        'time-conflict',
        'time-off',
      ],
      ...['too-close', 'too-late-ahead', 'too-soon', 'you-are-busy'],
    ]);
    expect(codesOf(book, 422)).toEqual(['idempotency-key-reused', 'validation-failed']);
  });

  it('have as `default` what can happen to any request', () => {
    const isDefault = (response: ReferenceObject | ResponseObject = { description: '' }) =>
      '$ref' in response && response.$ref === '#/components/responses/AnyRequest';
    expect(namesWhere(({ responses }) => !isDefault(responses.default))).toEqual([]);
    const told = problemsOf(components['AnyRequest']!).map(({ status, code }) => [status, code]);
    const wanted = ([404, 405, 408, 431, 500] as const).map((status) => [status, GENERAL[status][0]]);
    expect(told).toEqual(wanted);
    for (const [status, code] of wanted) expect(document.info.description).toContain(`${status} \`${code}\``);
  });
});

describe('a shared response', () => {
  it('is a problem document with an example of every code, all of one status', () => {
    for (const [name, response] of shared) {
      const problems = problemsOf(response);
      const [{ status }] = problems as [Problem];
      for (const problem of problems) {
        expect({ name, ...problem }).toMatchObject({ name, status, type: `/api/problems#${problem.code}` });
        if (problem.code === 'validation-failed') expect(problem.errors).toHaveLength(1);
      }
    }
  });

  it('has a schema whose `code` is one of its codes, so that generated types name what an operation can answer', () => {
    for (const [name, response] of Object.entries(components)) {
      const codes = [...examplesOf(response).keys()].sort();
      expect({ name, codes: codesAllowedBy(document, response) }).toEqual({ name, codes });
    }
    const all = new Set(Object.values(components).flatMap((response) => codesAllowedBy(document, response)));
    expect(schemas['ProblemCode']).toMatchObject({ enum: [...all].sort() });
  });

  it('speaks to people in `detail`: names of fields stand in `errors`', () => {
    const details = Object.values(components).flatMap((response) => problemsOf(response).map(({ detail }) => detail));
    expect(details.length).toBeGreaterThan(100);
    expect(details.filter((detail) => /[a-z]_[a-z]/.test(detail))).toEqual([]);
  });

  it('tells each code and its sentence in the description', () => {
    for (const [name, response] of Object.entries(components)) {
      const told = response.description.split(' · ');
      const examples = [...examplesOf(response)].map(([code, { summary }]) => `\`${code}\`: ${summary}`);
      expect({ name, untold: examples.filter((words) => !told.includes(words)) }).toEqual({ name, untold: [] });
    }
  });

  it('announces WWW-Authenticate with 401, Retry-After with 429 and 503, and what is left with 429', () => {
    const announced: Record<number, string[]> = {
      401: ['WWW-Authenticate'],
      429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
      503: ['Retry-After'],
    };
    for (const [name, response] of shared) {
      const headers = Object.keys(response.headers ?? {});
      expect({ name, headers }).toEqual({ name, headers: announced[problemsOf(response)[0]!.status] ?? [] });
    }
    expect(components['AnyRequest']!.headers).toEqual({ Allow: { $ref: '#/components/headers/Allow' } });
  });

  it('has a name that a generator can use, and is used', () => {
    const names = Object.keys(components);
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9_]{0,99}$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    const used = JSON.stringify(document.paths);
    expect(names.filter((name) => !used.includes(`"#/components/responses/${name}"`))).toEqual([]);
  });

  it('is named after its status and codes, whatever their order', () => {
    expect(responseName(409, ['time-conflict', 'slot-taken'])).toBe('Conflict_SlotTaken_TimeConflict');
    expect(responseName(409, ['slot-taken', 'time-conflict'])).toBe('Conflict_SlotTaken_TimeConflict');
  });

  it('has a short name of its own even with many codes', () => {
    const codes = Array.from({ length: 12 }, (_, index) => `a-long-reason-${index + 10}`);
    const [name, other] = [codes, [...codes.slice(0, 11), 'another-reason']].map((it) => responseName(409, it));
    expect(name).toMatch(/^Conflict_ALongReason10_ALongReason11_And10More_[0-9a-f]{8}$/);
    expect(name).not.toBe(other);
  });
});

describe('docs/problems.md', () => {
  const explained = [...read('docs/problems.md').matchAll(/^## (.+)$/gm)].map(([, code]) => code!);

  it('explains every code that the application can answer, once, and no other', () => {
    const sources = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const ofErrors = sources
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(join('src', file)).matchAll(/readonly code = '([^']+)'/g)])
      .map(([, code]) => code);
    const general = Object.values(GENERAL).map(([code]) => code as string);
    const ofTimes = NOT_FREE.map(({ code }) => code);
    expect([...explained].sort()).toEqual([...new Set([...ofErrors, ...ofTimes, ...general])].sort());
  });

  it('explains no code without an example in the OpenAPI document', () => {
    const shown = Object.values(components).flatMap((response) => [...examplesOf(response).keys()]);
    expect(explained.filter((code) => !shown.includes(code))).toEqual([]);
  });

  it('begins each explanation with its status', () => {
    const sections = read('docs/problems.md').split(/^## /m).slice(1);
    expect(sections.filter((section) => !/^[\w-]+\n\n[45]\d\d\. [A-Z]/.test(section))).toEqual([]);
  });
});

/** The statuses that follow from security, parameters and body. */
function expectedStatuses(name: string, operation: OperationObject): string[] {
  const roles = rolesOf(operation);
  const parameters = (operation.parameters ?? []) as ParameterObject[];
  const ofToken = roles === undefined ? [] : ['401', ...(roles.length < ROLES.length ? ['403'] : [])];
  const ofBody = operation.requestBody === undefined ? [] : ['413', '415', '422'];
  // A day is always there, whether or not something was written for it.
  const ofPath = parameters.some((parameter) => parameter.in === 'path' && parameter.name !== 'date') ? ['404'] : [];
  const ofParameters = parameters.length > 0 ? ['422'] : [];
  const ofLoad = name.includes(' /api/v1/health') ? [] : ['429', '503'];
  return ['400', ...ofLoad, ...ofToken, ...ofBody, ...ofPath, ...ofParameters];
}
