import type { OpenAPIObject, OperationObject, ParameterObject, SchemaObject } from '@nestjs/swagger';
import { DEMO_PASSWORD } from '../../seeds/demo-world.js';
import { resetDemoWorld } from '../../seeds/reset.js';
import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import { withExamplesAhead } from '../../src/openapi/examples/example-dates.js';
import { ROLES, type Role } from '../../src/users/role.js';
import type { Answer } from '../support/caller.js';
import { TestApp } from '../support/app.js';
import { committedDocument } from '../support/openapi-document.js';
import { Snapshot } from '../support/snapshot.js';
import { operationsOf } from '../support/routes.js';

const LOGINS: Readonly<Record<Role, string>> = {
  client: 'client1@vibe.com',
  coach: 'coach1@vibe.com',
  admin: 'admin@vibe.com',
};
const MINUTE = 60_000;

const ACCOUNTS = `
  SELECT id, email, role, is_active, password_hash, (SELECT max(failures) FROM login_throttles) AS failures
    FROM users WHERE email = ANY ($1) ORDER BY id`;

/** What needs settings that a demo world does not have, or the right moment, and the refusal that says so. */
const REFUSED: Readonly<Record<string, readonly [status: number, code: string]>> = {
  'POST /api/v1/coach/calendars/google/start': [503, 'google-off'],
  'POST /api/v1/coach/calendars/google/finish': [503, 'google-off'],
  'GET /api/v1/bookings/bookings/{id}/video': [409, 'video-not-open'],
  'DELETE /api/v1/users/me': [403, 'wrong-password'],
  'GET /api/v1/users/me/export/file': [404, 'no-export'],
  'POST /api/v1/payments/webhooks/{provider}': [400, 'bad-signature'],
};

type Example = Record<string, { readonly value: unknown }> | undefined;

const document: OpenAPIObject = withExamplesAhead(committedDocument(), new Date());

/** As Swagger UI fills an operation in for somebody who logged in with this role. */
class Prefilled {
  constructor(
    private readonly path: string,
    private readonly operation: OperationObject,
    private readonly role: Role,
  ) {}

  get address(): string {
    const parameters = (this.operation.parameters ?? []) as ParameterObject[];
    const path = this.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const parameter = parameters.find((it) => it.name === name)!;
      return String(
        this.chosen(parameter.examples as Example) ?? parameter.example ?? sampleOf(parameter.schema as SchemaObject),
      );
    });
    const query = parameters
      .filter((it) => it.in === 'query' && (it.required || it.example !== undefined))
      .map(({ name, example, examples }): [string, string] => [
        name,
        String(this.chosen(examples as Example) ?? example),
      ]);
    return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
  }

  get body(): unknown {
    const { requestBody } = this.operation;
    if (requestBody === undefined || !('content' in requestBody)) return undefined;
    const { example, examples, schema } = requestBody.content['application/json'] ?? {};
    return this.chosen(examples as Example) ?? example ?? sampleOf(schema as SchemaObject);
  }

  /** The example of the role, else the first one. */
  private chosen(examples: Example): unknown {
    return (examples?.[this.role] ?? Object.values(examples ?? {})[0])?.value;
  }
}

/** What Swagger UI makes of a schema. */
function sampleOf(schema: SchemaObject | { $ref: string }): unknown {
  if ('$ref' in schema) return sampleOf(document.components!.schemas![schema.$ref.split('/').at(-1)!] as SchemaObject);
  if (schema.example !== undefined) return schema.example;
  if (schema.allOf) return sampleOf(schema.allOf[0]!);
  if (schema.type === 'array') return [sampleOf(schema.items!)];
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, it]) => [name, sampleOf(it)]));
  }
  return schema.default ?? schema.enum?.[0] ?? schema.type;
}

describe('each operation, as Swagger UI fills it in on a new demo world with scenarios,', () => {
  let app: TestApp;
  let demoWorld: Snapshot;
  let isFresh = false;
  const tokens = new Map<Role, string>();
  /** What a login asks of the accounts, as they were on the new demo world. */
  let accounts: string;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
    await resetDemoWorld(app.database.url, true, () => undefined);
    for (const role of ROLES) {
      const [user] = await app.sql<{ id: number }>(`SELECT id FROM users WHERE email = $1`, [LOGINS[role]]);
      const { sessionId } = await app.openSession(user!.id);
      tokens.set(role, app.nest.get(AccessTokensService).issue(user!.id, sessionId));
    }
    demoWorld = await Snapshot.of(app);
    accounts = await accountsNow();
  }, MINUTE);

  afterAll(() => app.stop());

  const logIn = (role: Role) => app.nobody.post('/auth/login', { email: LOGINS[role], password: DEMO_PASSWORD });

  const accountsNow = async () => JSON.stringify(await app.sql(ACCOUNTS, [Object.values(LOGINS)]));

  const beginAnew = async (): Promise<void> => {
    if (!isFresh) await demoWorld.restore();
    isFresh = true;
  };

  /** Hashing is slow on purpose, so the logins are tried only when something about an account has changed. */
  const canAllLogIn = async (): Promise<boolean> => {
    if ((await accountsNow()) === accounts) return true;
    const answers = await Promise.all(ROLES.map(logIn));
    return answers.every(({ status }) => status === 200);
  };

  it('the documented logins work', async () => {
    for (const role of ROLES) expect((await logIn(role)).status).toBe(200);
  });

  const cases = [...operationsOf(document)].flatMap(([name, operation]) => {
    const roles = (operation as { 'x-roles'?: Role[] })['x-roles'] ?? ROLES;
    return roles.map((role) => [name, role, operation] as const);
  });

  it.each(cases)(
    '%s answers 2xx for a %s, who can log in afterwards',
    async (name, role, operation) => {
      await beginAnew();
      const [method, path] = name.split(' ') as [string, string];
      if (method !== 'GET') isFresh = false;
      const { address, body } = new Prefilled(path, operation, role);
      const answer: Answer = await app.with(tokens.get(role)!).send(method, address, body);
      const refused = REFUSED[name];
      if (refused) {
        expect([answer.status, answer.body.code]).toEqual(refused);
        return;
      }
      const what = answer.status < 300 ? 'fine' : { address, body, answer: answer.body };
      expect({ status: Math.floor(answer.status / 100), what }).toEqual({ status: 2, what: 'fine' });
      if (method !== 'GET') expect(await canAllLogIn()).toBe(true);
    },
    MINUTE,
  );
});
