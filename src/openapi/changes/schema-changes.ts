import { type Document, flattened, type Schema } from './json-schema.js';

/** Bodies and parameters must not ask for more, answers must not hold less. */
export type Direction = 'sent' | 'answered';

/** The two documents, and what was compared already: the same schema is told once, and a schema may hold itself. */
export interface Comparison {
  readonly before: Document;
  readonly after: Document;
  readonly seen: Set<string>;
}

/** What a client that knows the old schema cannot do with the new one, in sentences about `place`. */
export function schemaChanges(
  comparison: Comparison,
  direction: Direction,
  [old, now]: readonly [Schema, Schema],
  place: string,
): string[] {
  const name = nameOf(old);
  if (name !== undefined && name === nameOf(now)) {
    const mark = `${direction} ${name}`;
    if (comparison.seen.has(mark)) return [];
    comparison.seen.add(mark);
  }
  const here = name ?? place;
  const [before, after] = [flattened(comparison.before, old), flattened(comparison.after, now)];
  const kinds = kindChanges(direction, kindsOf(before), kindsOf(after), here);
  if (kinds.length > 0) return kinds;
  return [
    ...nullChanges(direction, before, after, here),
    ...valueChanges(before, after, here),
    ...propertyChanges(comparison, direction, [before, after], here),
    ...(before.items && after.items
      ? schemaChanges(comparison, direction, [before.items, after.items], `${here}[]`)
      : []),
  ];
}

/** The name that a schema has in the document; also when something is added to it where it is used. */
function nameOf({ $ref, allOf = [] }: Schema): string | undefined {
  return allOf.length === 1 && allOf[0] ? nameOf(allOf[0]) : $ref?.split('/').at(-1);
}

/** Other formats, such as `email` and `int32`, change nothing for programs. */
const FORMATS = ['date', 'date-time'];

/** What a value can be, in words. */
function kindsOf({ type = 'anything', format = '', oneOf = [], anyOf = [] }: Schema): string[] {
  const choices = [...oneOf, ...anyOf].flatMap((choice) => nameOf(choice) ?? kindsOf(choice));
  return choices.length > 0 ? choices : [FORMATS.includes(format) ? `${type} (${format})` : type];
}

/** Bodies may have what they had; answers only what they could have. A day is a text as well. */
function kindChanges(direction: Direction, before: string[], after: string[], place: string): string[] {
  const [possible, known] = direction === 'sent' ? [before, after] : [after, before];
  const isKnown = (kind: string) => [kind, kind.replace(/ \(.*/, ''), 'anything'].some((one) => known.includes(one));
  return possible.every(isKnown) ? [] : [`\`${place}\` is ${after.join(' or ')} now; it was ${before.join(' or ')}.`];
}

function nullChanges(direction: Direction, before: Schema, after: Schema, place: string): string[] {
  const [was, is] = [before.nullable ?? false, after.nullable ?? false];
  if (direction === 'sent') return was && !is ? [`\`${place}\` may not be null any more.`] : [];
  return is && !was ? [`\`${place}\` may be null now.`] : [];
}

function valueChanges(before: Schema, after: Schema, place: string): string[] {
  if (!after.enum) return [];
  if (!before.enum) return [`\`${place}\` has a list of values now.`];
  return before.enum
    .filter((value) => !after.enum?.includes(value))
    .map((value) => `\`${place}\` has no value \`${String(value)}\` any more.`);
}

function propertyChanges(
  comparison: Comparison,
  direction: Direction,
  [before, after]: readonly [Schema, Schema],
  place: string,
): string[] {
  const isRequired = (schema: Schema, name: string) => schema.required?.includes(name) ?? false;
  const old = Object.entries(before.properties ?? {}).flatMap(([name, schema]) => {
    const now = after.properties?.[name];
    const at = `${place}.${name}`;
    if (!now) return [`\`${at}\` is gone.`];
    const mayLack = direction === 'answered' && isRequired(before, name) && !isRequired(after, name);
    return [
      ...(mayLack ? [`\`${at}\` may be absent now.`] : []),
      ...schemaChanges(comparison, direction, [schema, now], at),
    ];
  });
  const wanted = (after.required ?? []).filter((name) => direction === 'sent' && !isRequired(before, name));
  return [...old, ...wanted.map((name) => `\`${place}.${name}\` has to be sent now.`)];
}
