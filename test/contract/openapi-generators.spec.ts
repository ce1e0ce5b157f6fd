import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

interface Node {
  readonly [key: string]: unknown;
  readonly $ref?: string;
  readonly pattern?: string;
}

const text = readFileSync(join(PROJECT_ROOT, 'openapi.json'), 'utf8');
const document = JSON.parse(text) as Node;
const schemas = (document['components'] as { schemas: Record<string, Node> }).schemas;
const operations = Object.values(document['paths'] as Record<string, Record<string, Node>>).flatMap(Object.values);

/** Every object of a part of the document, with its path. Examples are data and no part of it. */
function nodesOf(part: unknown, path = ''): [path: string, node: Node][] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.entries(part)
    .filter(([key]) => key !== 'example' && key !== 'examples')
    .flatMap(([key, value]) => nodesOf(value, `${path}/${key}`));
  return Array.isArray(part) ? inner : [[path, part as Node], ...inner];
}

const all = nodesOf(document);
const pathsOf = (isWrong: (node: Node, path: string) => boolean) =>
  all.filter(([path, node]) => isWrong(node, path)).map(([path]) => path);

/** All names that a reference may have been written to, from an answer down. */
function reached(part: unknown, found = new Set<string>()): Set<string> {
  for (const [, node] of nodesOf(part)) {
    const name = (node.$ref ?? '').split('/schemas/')[1];
    if (name === undefined || found.has(name)) continue;
    found.add(name);
    reached(schemas[name], found);
  }
  return found;
}

/** Rules for generators that cannot run here, such as those of Python, Java and C#. */
describe('openapi.json, for generators,', () => {
  it('has no quotation marks in patterns, which Python’s templates do not escape', () => {
    expect(pathsOf(({ pattern }) => /["'`]/.test(pattern ?? ''))).toEqual([]);
  });

  it('has choices between types only among named schemas', () => {
    const isInline = (choice: unknown) =>
      Array.isArray(choice) && choice.some((part: Node) => part.$ref === undefined && part['type'] !== 'null');
    expect(pathsOf(({ oneOf, anyOf }) => isInline(oneOf) || isInline(anyOf))).toEqual([]);
  });

  it('has no null inside a choice: generators lose it', () => {
    expect(
      pathsOf(({ oneOf, anyOf }) =>
        [oneOf, anyOf].flat().some((part) => (part as Node | undefined)?.['nullable'] === true),
      ),
    ).toEqual([]);
  });

  it('refers only to existing components', () => {
    const resolve = (ref: string) =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Node | undefined)?.[key.replaceAll('~1', '/')], document);
    expect(pathsOf(({ $ref }) => typeof $ref === 'string' && resolve($ref) === undefined)).toEqual([]);
  });

  it('has names of schemas and operations that are identifiers and differ even without case', () => {
    const names = [
      ...Object.keys(schemas),
      ...operations.map(({ operationId }) => String(operationId).replace('.', '_')),
    ];
    expect(names.filter((name) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name))).toEqual([]);
    for (const group of [Object.keys(schemas), operations.map(({ operationId }) => String(operationId))]) {
      const lower = group.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
      expect(lower).toHaveLength(new Set(lower).size);
    }
  });

  it('names each list of values', () => {
    const isNamed = (path: string) => /^\/components\/schemas\/[^/]+$/.test(path);
    expect(pathsOf((node, path) => Array.isArray(node['enum']) && !isNamed(path))).toEqual([]);
  });

  it('limits no text of an answer: clients would refuse a rare email or 255 emoji', () => {
    const answers = operations.map(({ responses }) => responses);
    const limited = [...reached(answers)].flatMap((name) =>
      nodesOf(schemas[name], name).filter(
        ([, node]) =>
          node['format'] === 'email' || ['minLength', 'maxLength', 'pattern'].some((limit) => limit in node),
      ),
    );
    expect(limited.map(([path]) => path)).toEqual([]);
  });

  it('has at most 4 kB per operation, as committed and as served', () => {
    expect(Buffer.byteLength(text) / operations.length).toBeLessThan(4096);
    expect(Buffer.byteLength(JSON.stringify(document)) / operations.length).toBeLessThan(3500);
  });
});
