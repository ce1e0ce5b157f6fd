import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  DocumentBuilder,
  type OpenAPIObject,
  type OperationObject,
  type ResponseObject,
  type SchemaObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { GENERAL, type GeneralStatus, type Problem } from './problem.js';
import { exampleProblem, problemContent } from './refuses.js';
import { VERSION } from './version.js';

const INTRODUCTION = `
Clients look at coaches, see what is free and book training slots. Coaches run their bookings and see the profile, logs
and progress of the clients they are connected with. Admins see everything.

**To try it out** with the demo world, log in below (\`POST /api/v1/auth/login\`), copy \`access_token\`, press
*Authorize* and paste it. The accounts are \`client1@vibe.com\` to \`client10@vibe.com\`, \`coach1@vibe.com\` to
\`coach3@vibe.com\` and \`admin@vibe.com\`, all with the password \`vibe-demo-2026\`.

Instants are UTC (\`2026-11-23T08:59:40.355Z\`), dates are calendar days (\`2026-11-23\`). Lists are plain arrays; when
there is more, the \`Link\` header has the address of the next page. Every failure is a problem document (RFC 9457)
whose \`detail\` can be shown to people and whose \`code\` is explained at [/api/problems](/api/problems).
`.trim();

/** In the order in which a newcomer reads them. */
const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Accounts', 'Signing up, logging in, sessions and passwords.'],
  ['Bookings', 'Coaches, their free slots, and the bookings of them.'],
  ['Profile', 'Who one is, what one tells of oneself, and the figures of the first page.'],
  ['Client: logs', 'What one did and ate, day by day.'],
  ['Client: plans and progress', 'What one is to do and eat, and what the logs add up to.'],
  ['Coach: clients', 'What a coach sees of the clients connected through bookings.'],
  ['Coach: plans and charts', 'What a coach plans for connected clients, and what these do.'],
  ['Admin', 'What admins see and do.'],
  ['Health', 'For whoever runs this.'],
];

const PROBLEM_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'A problem document (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: 'Address of an explanation.', example: '/api/problems#slot-taken' },
    title: { type: 'string', description: 'The status in words.', example: 'Conflict' },
    status: { type: 'integer', example: 409 },
    detail: {
      type: 'string',
      description: 'One sentence for a person.',
      example: 'Someone else holds this slot; please choose another one.',
    },
    code: { type: 'string', description: 'For programs; never renamed.', example: 'slot-taken' },
    instance: {
      type: 'string',
      description: 'The request, as the log names it.',
      example: 'urn:uuid:0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
    },
    errors: {
      type: 'array',
      description: 'What is wrong with which field.',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string', example: 'slot_number' }, message: { type: 'string' } },
      },
    },
  },
};

/** The document that frontend teams generate their clients from. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Vibe coaching and booking')
    .setDescription(INTRODUCTION)
    .setVersion(VERSION)
    .addServer('/', 'This server')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `access_token` of a login.',
    });
  for (const tag of TAGS) builder.addTag(...tag);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => {
      const name = controller.replace(/Controller$/, '');
      return `${name.charAt(0).toLowerCase()}${name.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
    },
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  for (const operation of operationsOf(document)) complete(operation);
  return withoutSuffix(document);
}

/** Swagger UI at /api/docs, the document at /api/docs-json. */
export function showDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    customSiteTitle: 'Vibe coaching and booking API',
    raw: ['json'],
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
}

function operationsOf(document: OpenAPIObject): OperationObject[] {
  return Object.values(document.paths).flatMap((path) =>
    [path.get, path.post, path.put, path.patch, path.delete].filter((operation) => operation !== undefined),
  );
}

/** Adds the answers that follow from what kind of operation it is, so that no handler repeats them. */
function complete(operation: OperationObject): void {
  const roles = (operation as { 'x-roles'?: readonly string[] })['x-roles'];
  const parameters = operation.parameters ?? [];
  const touchesDatabase = roles !== undefined || operation.requestBody !== undefined;
  addProblem(operation, general(400));
  if (roles !== undefined) {
    addProblem(operation, general(401));
    if (roles.length < 3) addProblem(operation, general(403));
  }
  if (operation.requestBody !== undefined) {
    addProblem(operation, general(413));
    addProblem(operation, general(415));
  }
  if (operation.requestBody !== undefined || parameters.length > 0) addProblem(operation, invalidExample());
  if (touchesDatabase) addProblem(operation, general(503));
  if (parameters.some((parameter) => 'name' in parameter && parameter.name === 'cursor')) addLinkHeader(operation);
  operation.responses = Object.fromEntries(Object.entries(operation.responses).sort(([a], [b]) => a.localeCompare(b)));
}

function general(status: GeneralStatus): Problem {
  const [code, detail] = GENERAL[status];
  return exampleProblem({ status, code, detail });
}

function invalidExample(): Problem {
  const message = 'limit must be a whole number from 1 to 500.';
  return exampleProblem({
    status: 422,
    code: 'validation-failed',
    detail: message,
    errors: [{ field: 'limit', message }],
  });
}

/** Puts a problem beside those that the handler already documents for this status. */
function addProblem({ responses }: OperationObject, added: Problem): void {
  const known = responses[added.status] as ResponseObject | undefined;
  const content = problemContent([added]);
  const examples = known?.content?.['application/problem+json']?.examples;
  if (examples) Object.assign(content['application/problem+json'].examples, examples);
  responses[added.status] = {
    description: known ? known.description : added.detail,
    content,
    headers: { ...known?.headers, ...headersOf(added.status) },
  };
}

function headersOf(status: number): NonNullable<ResponseObject['headers']> {
  if (status === 401) {
    return { 'WWW-Authenticate': { schema: { type: 'string', example: 'Bearer' }, description: 'RFC 6750.' } };
  }
  return status === 503
    ? { 'Retry-After': { schema: { type: 'integer', example: 1 }, description: 'Seconds after which to try again.' } }
    : {};
}

function addLinkHeader({ responses }: OperationObject): void {
  const ok = responses['200'] as ResponseObject;
  const example = '</api/v1/bookings/coaches?cursor=WyJDb2FjaCBBIiwyXQ>; rel="next"';
  const description = 'Address of the next page (RFC 8288); absent on the last one.';
  ok.headers = { Link: { description, schema: { type: 'string', example } } };
}

/** `UserDto` is our word for the class; on the wire it is a `User`. */
function withoutSuffix(document: OpenAPIObject): OpenAPIObject {
  return JSON.parse(
    JSON.stringify(document).replaceAll(/(#\/components\/schemas\/\w+|"\w+)Dto"/g, '$1"'),
  ) as OpenAPIObject;
}
