import type { OperationObject, ParameterObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { FAULT } from '../wire/fields.js';
import { OverloadedError, RateLimitedError } from '../problems/load-errors.js';
import { OF_ANY_REQUEST } from './any-request.js';
import { bodyOf, type Schemas } from './schemas.js';
import type { Problem } from '../problems/problem.js';
import { allOf, exampleProblem, generalExample, problemContent, problemOf, REFUSALS } from '../problems/refuses.js';
import { isUnlimited } from '../wire/unlimited.js';

type Documented = OperationObject & { [REFUSALS]?: readonly Problem[]; 'x-roles'?: readonly string[] };

const PAGING = ['limit', 'cursor'];

/** Adds to an operation what follows from what kind of operation it is, so that no handler repeats it. */
export function complete(path: string, operation: OperationObject, schemas: Schemas): void {
  const documented = operation as Documented;
  const parameters = (operation.parameters ?? []) as ParameterObject[];
  for (const parameter of parameters) {
    if (parameter.in === 'path') describeId(path, parameter);
    else tellExample(parameter);
  }
  parameters.sort((a, b) => PAGING.indexOf(a.name) - PAGING.indexOf(b.name));
  addGeneralProblems(documented, parameters);
  if (!isUnlimited(path)) {
    addProblem(operation, problemOf(new RateLimitedError(30)));
    addProblem(operation, problemOf(new OverloadedError()));
  }
  if (operation.requestBody !== undefined || parameters.length > 0) {
    addProblem(operation, invalidExample(operation, parameters, schemas));
  }
  if (parameters.some(({ name }) => name === 'cursor')) addLinkHeader(path, operation);
  if (parameters.some(({ name }) => name === 'Idempotency-Key')) addReplayHeader(operation);
  describeAnswers(operation);
  operation.responses.default = OF_ANY_REQUEST;
  operation.security ??= [];
}

/** All ids in paths are whole numbers; which one it is the path says. */
function describeId(path: string, parameter: ParameterObject): void {
  const owner = parameter.name === 'id' ? (/([\w-]+)\/\{id\}/.exec(path)?.[1] ?? '') : parameter.name;
  const whose = owner.replace(/(_id|s)$/, '').replaceAll('-', ' ');
  parameter.description = `The id of the ${whose}.`;
  parameter.example = 2;
  parameter.schema = { type: 'integer', format: 'int32', minimum: 1 };
}

/** Swagger UI would fill in an example and send it: every list would arrive filtered. */
function tellExample(parameter: ParameterObject): void {
  const { example, ...schema } = parameter.schema as { readonly example?: string | number | boolean };
  if (example === undefined) return;
  parameter.description = `${parameter.description ?? ''} For example \`${String(example)}\`.`.trimStart();
  parameter.schema = schema;
}

/** For every method but GET: a body that is sent is read, whether or not the operation asks for one. */
export function addBodyProblems(operation: OperationObject): void {
  addProblem(operation, generalExample(413));
  addProblem(operation, generalExample(415));
}

function addGeneralProblems(operation: Documented, parameters: readonly ParameterObject[]): void {
  addProblem(operation, generalExample(400));
  for (const refusal of operation[REFUSALS] ?? []) addProblem(operation, refusal);
  const touchesDatabase = operation['x-roles'] ?? operation.requestBody ?? parameters[0];
  if (touchesDatabase !== undefined) addProblem(operation, generalExample(503));
}

/** A 422 of a field that this very operation has, in the words that validation uses. */
function invalidExample(operation: OperationObject, parameters: readonly ParameterObject[], schemas: Schemas): Problem {
  const [field = 'id', fault = 'must be a whole number'] =
    faultOfBody(operation, schemas) ?? faultOfQuery(parameters) ?? parameters.map(({ name }) => name);
  const message = `${field} ${fault}.`;
  return exampleProblem({ status: 422, code: 'validation-failed', detail: message, errors: [{ field, message }] });
}

type Fault = [field: string, fault: string];

function faultOfBody(operation: OperationObject, schemas: Schemas): Fault | undefined {
  const { properties = {} } = bodyOf(operation, schemas) ?? {};
  return Object.entries(properties).flatMap(([name, schema]) => faultsOf(name, schema))[0];
}

function faultOfQuery(parameters: readonly ParameterObject[]): Fault | undefined {
  return parameters.flatMap((parameter) => faultsOf(parameter.name, parameter))[0];
}

function faultsOf(name: string, documented: object): Fault[] {
  const { [FAULT]: fault } = documented as { [FAULT]?: string };
  return fault === undefined ? [] : [[name, fault]];
}

/** Puts a problem beside those that the handler already documents for this status. */
function addProblem({ responses }: OperationObject, added: Problem): void {
  const known = responses[added.status] as ResponseObject | undefined;
  const content = problemContent([added]);
  const examples = known?.content?.['application/problem+json']?.examples;
  if (examples) Object.assign(content['application/problem+json'].examples, examples);
  const description = allOf([...(known ? [known.description] : []), added.detail]);
  responses[added.status] = { ...known, description, content };
}

const HEADERS: Record<string, NonNullable<ResponseObject['headers']>> = {
  401: { 'WWW-Authenticate': { description: 'RFC 6750.', schema: { type: 'string', example: 'Bearer' } } },
  429: retryAfter(900),
  503: retryAfter(1),
};

function retryAfter(example: number): NonNullable<ResponseObject['headers']> {
  const schema: SchemaObject = { type: 'integer', format: 'int32', minimum: 1, example };
  return { 'Retry-After': { description: 'Seconds until trying again makes sense.', schema } };
}

function describeAnswers(operation: OperationObject): void {
  const sorted = Object.entries(operation.responses).sort(([a], [b]) => a.localeCompare(b));
  for (const [status, answer] of sorted as [string, ResponseObject][]) {
    answer.description ||= STATUS_CODES[status] ?? status;
    if (HEADERS[status]) answer.headers = HEADERS[status];
  }
  operation.responses = Object.fromEntries(sorted);
}

function addLinkHeader(path: string, { responses }: OperationObject): void {
  const ok = responses['200'] as ResponseObject;
  const example = `<${path.replaceAll(/\{\w+\}/g, '2')}?cursor=WyJDb2FjaCBBIiwyXQ>; rel="next"`;
  const description = 'Address of the next page (RFC 8288); absent on the last one.';
  ok.headers = { Link: { description, schema: { type: 'string', example } } };
}

function addReplayHeader({ responses }: OperationObject): void {
  const created = responses['201'] as ResponseObject;
  const description = '`true` when this is the answer to an earlier request with the same key.';
  created.headers = { 'Idempotency-Replayed': { description, schema: { type: 'string', enum: ['true'] } } };
}
