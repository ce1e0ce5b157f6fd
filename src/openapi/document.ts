import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, type OperationObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { shippedFile } from '../config/project-root.js';
import { VERSION } from '../config/version.js';
import { COOKIE_SCHEME, REFRESH_COOKIE } from '../wire/answers/refresh-cookie.js';
import { nameAnswers, unlimitAnswers } from './answers.js';
import { placeCallbacks } from './callbacks.js';
import { describeFields } from './fields/describe-fields.js';
import { withExamplesAhead } from './examples/example-dates.js';
import { HEADERS } from './headers.js';
import { INTRODUCTION, TAGS } from './introduction.js';
import { complete, type Operation } from './operation.js';
import { PROBLEM_SCHEMAS } from './problems/problem-schema.js';
import { closeBodies, dropBorrowedDescriptions, typeNullableReferences } from './fields/schemas.js';
import { shareParameters } from './shared-parameters.js';
import { SharedProblems } from './problems/shared-problems.js';
import { sortedByName } from './sorted-by-name.js';
import { inWireNames } from './fields/wire-names.js';

const SCRIPT = readFileSync(shippedFile('pages/docs-page.js'), 'utf8');

interface Browser {
  readonly docsPage: Readonly<Record<'beforeRequest' | 'afterAnswer', (message: unknown) => unknown>>;
}

/** The document from which frontend teams generate their clients. */
export function openApiDocument(app: NestFastifyApplication, server: string | null = null): OpenAPIObject {
  const document = inWireNames(SwaggerModule.createDocument(app, outline(server ?? '/'), { operationIdFactory }));
  const operations = operationsOf(document);
  const shared = new SharedProblems();
  for (const operation of operations) {
    complete(operation, shared);
    placeCallbacks(operation.documented);
  }
  const schemas = { ...document.components?.schemas, ...PROBLEM_SCHEMAS, ...shared.schemas() };
  const documented = operations.map((operation) => operation.documented);
  closeBodies(documented, schemas);
  dropBorrowedDescriptions(schemas);
  describeFields(schemas);
  typeNullableReferences(schemas);
  nameAnswers(documented, schemas);
  unlimitAnswers(documented, schemas);
  document.components = {
    ...document.components,
    parameters: shareParameters(documented),
    responses: shared.components(),
    examples: shared.examples(),
    headers: { ...HEADERS },
    schemas: sortedByName(Object.entries(schemas)),
  };
  return document;
}

/** Swagger UI at /api/docs, the document at /api/docs-json and, where many tools look for it, /api/openapi.json. */
export function showDocs(app: NestFastifyApplication, server: string | null): void {
  let made: OpenAPIObject | undefined;
  const document = () => withExamplesAhead((made ??= openApiDocument(app, server)), new Date());
  leadToDocs(app.getHttpAdapter().getInstance(), document);
  SwaggerModule.setup('api/docs', app, document, {
    customSiteTitle: 'Vibe coaching and booking API',
    raw: ['json'],
    customJs: './docs/docs-page.js',
    swaggerOptions: {
      persistAuthorization: true,
      filter: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
      // Their text is sent to the browser, where pages/docs-page.js defines what they call.
      requestInterceptor: (request: unknown) => (globalThis as unknown as Browser).docsPage.beforeRequest(request),
      responseInterceptor: (answer: unknown) => (globalThis as unknown as Browser).docsPage.afterAnswer(answer),
    },
  });
}

/** Without the web application the address of the server leads to the documentation. */
export function leadHomeToDocs(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => reply.redirect('api/docs'));
}

/** The addresses are relative, because a proxy may strip a part of the path. */
function leadToDocs(fastify: FastifyInstance, document: () => OpenAPIObject): void {
  fastify.get('/api/redoc', ({ url }, reply) => reply.redirect(/\/(\?|$)/.test(url) ? '../docs' : 'docs'));
  fastify.get('/api/openapi.json', () => document());
  fastify.get('/api/docs/docs-page.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
}

/** The document without operations and schemas. */
function outline(server: string): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setTitle('Vibe coaching and booking')
    .setDescription(INTRODUCTION)
    .setVersion(VERSION)
    .addServer(server, 'This server')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `access_token` of a login.',
    })
    .addCookieAuth(
      REFRESH_COOKIE,
      {
        type: 'apiKey',
        in: 'cookie',
        description: 'The refresh token of a login with `cookie: true`. The browser keeps and sends it.',
      },
      COOKIE_SCHEME,
    );
  for (const tag of TAGS) builder.addTag(...tag);
  return builder.build();
}

/** `BookingsController.book` becomes `bookingsBook`: generated clients name their functions so. */
function operationIdFactory(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.entries(paths).flatMap(([path, { get, post, put, patch, delete: remove }]) =>
    Object.entries({ get, post, put, patch, delete: remove })
      .filter((entry): entry is [string, OperationObject] => entry[1] !== undefined)
      .map(([method, documented]) => ({ method, path, documented })),
  );
}
