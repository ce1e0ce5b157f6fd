import { type Content, type Document, type Operation, type Parameter, resolved } from './json-schema.js';
import { type Comparison, type Direction, schemaChanges } from './schema-changes.js';

/**
 * What breaks clients of the document `before`, in sentences: what is gone, what has to be sent, what has another type. A schema
 * with a name is told once, whoever uses it. New operations, properties and values break nobody.
 */
export function breakingChanges(before: Document, after: Document): string[] {
  const comparison = { before, after, seen: new Set<string>() };
  const now = operationsOf(after);
  const changes = [...operationsOf(before)].flatMap(([name, operation]) => {
    const changed = now.get(name);
    return changed ? operationChanges(comparison, [operation, changed], name) : [`\`${name}\` is gone.`];
  });
  return [...new Set(changes)];
}

const operationsOf = ({ paths }: Document) =>
  new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );

function operationChanges(comparison: Comparison, [old, now]: readonly [Operation, Operation], name: string): string[] {
  const isRenamed = old.operationId !== now.operationId;
  return [
    ...(isRenamed
      ? [`\`${name}\` has the operationId \`${now.operationId}\` now; it was \`${old.operationId}\`.`]
      : []),
    ...parameterChanges(comparison, [old, now], name),
    ...bodyChanges(comparison, [old.requestBody, now.requestBody], name),
    ...answerChanges(comparison, [old, now], name),
  ];
}

function parameterChanges(comparison: Comparison, [old, now]: readonly [Operation, Operation], name: string): string[] {
  const ofDocument = (document: Document, { parameters = [] }: Operation) =>
    new Map(parameters.map((it) => resolved(document, it)).map((it) => [`${it.in} parameter \`${it.name}\``, it]));
  const [before, after] = [ofDocument(comparison.before, old), ofDocument(comparison.after, now)];
  const isWanted = ([key, { required }]: readonly [string, Parameter]) => required && !before.get(key)?.required;
  return [
    ...[...before].flatMap(([key, parameter]) => {
      const changed = after.get(key);
      if (!changed) return [`\`${name}\` has no ${key} any more.`];
      const schemas = [parameter.schema ?? {}, changed.schema ?? {}] as const;
      return schemaChanges(comparison, 'sent', schemas, `${name} ${parameter.name}`);
    }),
    ...[...after].filter(isWanted).map(([key]) => `\`${name}\` wants the ${key} now.`),
  ];
}

function bodyChanges(
  comparison: Comparison,
  [old, now]: readonly [Content | undefined, Content | undefined],
  name: string,
): string[] {
  if (old && !now) return [`\`${name}\` takes no body any more.`];
  if (!now) return [];
  const isWanted = now.required === true && old?.required !== true;
  return [
    ...(isWanted ? [`\`${name}\` wants a body now.`] : []),
    ...(old ? contentChanges(comparison, 'sent', [old, now], `${name} body`) : []),
  ];
}

function answerChanges(comparison: Comparison, [old, now]: readonly [Operation, Operation], name: string): string[] {
  return Object.entries(old.responses).flatMap(([status, answer]) => {
    const changed = now.responses[status];
    if (!changed) return [`\`${name}\` does not answer ${status} any more.`];
    // Refusals have one shape; which codes there are may change.
    if (!status.startsWith('2')) return [];
    const answers = [resolved(comparison.before, answer), resolved(comparison.after, changed)] as const;
    return contentChanges(comparison, 'answered', answers, `${name} ${status}`);
  });
}

function contentChanges(
  comparison: Comparison,
  direction: Direction,
  [old, now]: readonly [Content, Content],
  place: string,
): string[] {
  return Object.entries(old.content ?? {}).flatMap(([type, { schema = {} }]) => {
    const changed = now.content?.[type];
    if (!changed) return [`\`${place}\` is not ${type} any more.`];
    return schemaChanges(comparison, direction, [schema, changed.schema ?? {}], place);
  });
}
