import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, type SchemaObject, SwaggerModule } from '@nestjs/swagger';
import { FAULT } from '../wire/fields.js';
import { FORM } from '../wire/form-fields.js';
import { ANY_REQUEST, ANY_REQUEST_IN_WORDS } from './any-request.js';
import { addBodyProblems, complete } from './operation.js';
import { closeBody, withoutBorrowedWords } from './schemas.js';
import { REFUSALS } from '../problems/refuses.js';
import { VERSION } from '../config/version.js';

const INTRODUCTION = `
Clients look at coaches, see what is free and book training slots. Coaches run their bookings and see the profile, logs
and progress of the clients they are connected with. Admins see everything.

**To try it out** with the demo world, log in below (\`POST /api/v1/auth/login\`), copy \`access_token\`, press
*Authorize* and paste it. The accounts are \`client1@vibe.com\` to \`client10@vibe.com\`, \`coach1@vibe.com\` to
\`coach3@vibe.com\` and \`admin@vibe.com\`, all with the password \`vibe-demo-2026\`.

Instants are UTC (\`2026-11-23T08:59:40.355Z\`), dates are calendar days (\`2026-11-23\`). Lists are plain arrays; when
there is more, the \`Link\` header has the address of the next page. Every failure is a problem document (RFC 9457)
whose \`detail\` can be shown to people and whose \`code\` is explained at [/api/problems](/api/problems).

What any request can be answered with is the \`default\` of each operation: ${ANY_REQUEST_IN_WORDS}.

A body with a field that it does not know is refused where its schema says \`additionalProperties: false\`; the others are
forms, which drop it. Parameters that a query does not know are ignored.

Where requests are limited, \`RateLimit: "user";r=50;t=30\` says that 50 are left for the next 30 seconds
(draft-ietf-httpapi-ratelimit-headers); one too many is 429.
`.trim();

/** In the order in which a newcomer reads them. */
const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Accounts', 'Signing up, logging in, sessions and passwords.'],
  ['Bookings', 'Coaches, their free slots, and the bookings of them.'],
  ['Profile', 'Who one is, what one tells of oneself, and the figures of the first page.'],
  ['Client: logs', 'What one did and ate, day by day.'],
  ['Client: plans and progress', 'What one is to do and eat, and what the logs add up to.'],
  ['Client: access log', "Who looked at one's health data."],
  ['Coach: clients', 'What a coach sees of the clients connected through bookings.'],
  ['Coach: plans and charts', 'What a coach plans for connected clients, and what these do.'],
  ['Admin', 'What admins see and do.'],
  ['Admin: figures', 'The platform in figures, reports and charts.'],
  ['Feedback', 'What people say of the platform, guests too.'],
  ['Health', 'For whoever runs this.'],
];

const PROBLEM_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'A problem document (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: 'Address of an explanation.', example: '/api/problems#slot-taken' },
    title: { type: 'string', description: 'The status in words.', example: 'Conflict' },
    status: { type: 'integer', format: 'int32', example: 409 },
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
      description: 'What is wrong with which field; only where it is fields that are wrong.',
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
  const schemas = { ...withoutBorrowedWords(document.components?.schemas ?? {}), Problem: PROBLEM_SCHEMA };
  for (const [path, { get, post, put, patch, delete: remove }] of Object.entries(document.paths)) {
    for (const operation of [post, put, patch, remove]) if (operation) addBodyProblems(operation);
    for (const operation of [get, post, put, patch, remove]) {
      if (!operation) continue;
      complete(path, operation, schemas);
      closeBody(operation, schemas);
    }
  }
  document.components = { ...document.components, responses: ANY_REQUEST, schemas: sorted(schemas) };
  return inWireWords(document);
}

/** Swagger UI at /api/docs, the document at /api/docs-json. */
export function showDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    customSiteTitle: 'Vibe coaching and booking API',
    raw: ['json'],
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
    },
  });
}

/** By name, so that a new schema changes one place of the committed document. */
function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)));
}

const INTERNAL = new Set([FAULT, FORM, REFUSALS]);

/** `UserDto` is our word for the class; on the wire it is a `User`. Faults and refusals have become examples by now. */
function inWireWords(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document, (key, value: unknown) => (INTERNAL.has(key) ? undefined : value));
  return JSON.parse(text.replaceAll(/(#\/components\/schemas\/\w+|"\w+)Dto"/g, '$1"')) as OpenAPIObject;
}
