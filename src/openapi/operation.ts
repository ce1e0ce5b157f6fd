import type { OperationObject, ParameterObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { exampleOf, generalExample } from '../problems/examples.js';
import { OverloadedError, RateLimitedError } from '../problems/load-errors.js';
import type { Problem } from '../problems/problem.js';
import { takeRefusals } from '../problems/refuses.js';
import { isUnlimited } from '../wire/unlimited.js';
import { OF_ANY_REQUEST } from './fields/any-request.js';
import { addHeaders } from './headers.js';
import { exampleOfId } from './examples/tryout-ids.js';
import type { SharedProblems } from './problems/shared-problems.js';

export interface Operation {
  /** In lower case, as the document has it. */
  readonly method: string;
  readonly path: string;
  readonly documented: OperationObject;
}

const PAGING = ['count', 'limit', 'cursor'];

/** Adds everything that follows from the kind of an operation, so that no handler repeats it. */
export function complete(operation: Operation, shared: SharedProblems): void {
  const { path, documented } = operation;
  const parameters = parametersOf(documented);
  for (const parameter of parameters) {
    if (parameter.in !== 'path') moveExampleToDescription(parameter);
    else if (isNumber(parameter)) describeId(operation, parameter);
  }
  parameters.sort((a, b) => PAGING.indexOf(a.name) - PAGING.indexOf(b.name));
  describeRoles(documented);
  describeSuccess(path, documented);
  Object.assign(documented.responses, shared.referencesTo(problemsOf(operation)), { default: OF_ANY_REQUEST });
  documented.security ??= [];
}

const parametersOf = ({ parameters = [] }: OperationObject) => parameters as ParameterObject[];

/** Nest's word for the ids of rows. Other parameters of a path are texts, which their handlers describe. */
const isNumber = ({ schema }: ParameterObject) => (schema as SchemaObject | undefined)?.type === 'number';

/** The path tells what an id names. */
function describeId({ method, path }: Operation, parameter: ParameterObject): void {
  const owner = parameter.name === 'id' ? (/([\w-]+)\/\{id\}/.exec(path)?.[1] ?? '') : parameter.name;
  const whose = owner.replace(/(_id|(?<!serie)s)$/, '').replaceAll('-', ' ');
  parameter.description = `The id of the ${whose}.`;
  Object.assign(parameter, exampleOfId(method, path, parameter.name));
  parameter.schema = { type: 'integer', format: 'int32', minimum: 1 };
}

/**
 * Swagger UI prefills a parameter that has an example: each list would be filtered at once. One that is required needs a value.
 */
function moveExampleToDescription(parameter: ParameterObject): void {
  const { example, ...schema } = parameter.schema as { readonly example?: string | number | boolean };
  if (example === undefined) return;
  parameter.description = `${parameter.description ?? ''} For example \`${String(example)}\`.`.trimStart();
  parameter.schema = schema;
  if (parameter.required) parameter.example = example;
}

/** All problems of an operation: those that its handler documents, and those of its kind. */
function problemsOf({ method, path, documented }: Operation): Problem[] {
  const takesInput = documented.requestBody !== undefined || parametersOf(documented).length > 0;
  const usesDatabase = takesInput || 'x-roles' in documented;
  return [
    generalExample(400),
    // The server reads a body that is sent, even if the operation asks for none.
    ...(method === 'get' ? [] : [generalExample(413), generalExample(415)]),
    ...(takesInput ? [generalExample(422)] : []),
    ...(usesDatabase ? [generalExample(503)] : []),
    ...(isUnlimited(path) ? [] : [exampleOf(new RateLimitedError(30)), exampleOf(new OverloadedError())]),
    ...takeRefusals(documented),
  ];
}

const PLURALS: Readonly<Record<string, string>> = { client: 'clients', coach: 'coaches', admin: 'admins' };

/** Begins with the roles that `@Allow` names. */
function describeRoles(documented: OperationObject): void {
  const {
    description,
    'x-roles': roles = [],
    security = [],
  } = documented as OperationObject & { 'x-roles'?: string[] };
  const guests = security.length > 0 ? 'For everybody, logged in or not.' : 'For everybody.';
  documented.description = [whom(roles) ?? guests, description].filter(Boolean).join(' ');
}

function whom(roles: readonly string[]): string | null {
  if (roles.length === 0) return null;
  if (roles.length === Object.keys(PLURALS).length) return 'For everybody who is logged in.';
  return `For ${roles.map((role) => PLURALS[role] ?? role).join(' and ')}.`;
}

function describeSuccess(path: string, { parameters = [], responses }: OperationObject): void {
  const names = (parameters as ParameterObject[]).map(({ name }) => name);
  for (const [status, answer] of Object.entries(responses) as [string, ResponseObject][]) {
    answer.description ||= STATUS_CODES[status] ?? status;
    addHeaders(answer, isUnlimited(path) ? [] : ['RateLimit', 'RateLimit-Policy']);
  }
  if (names.includes('cursor')) addHeaders(responses['200'], ['Link', 'X-Total-Count']);
  if (names.includes('Idempotency-Key')) addHeaders(responses['201'], ['Idempotency-Replayed']);
  const isFile = 'text/calendar' in ((responses['200'] as ResponseObject | undefined)?.content ?? {});
  const isRead = '304' in responses;
  if (isRead) for (const answer of Object.values(responses)) addHeaders(answer, ['ETag', 'Cache-Control']);
  else if (isFile) addHeaders(responses['200'], ['Content-Disposition']);
}
