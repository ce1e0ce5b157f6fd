import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import * as ts from 'typescript';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** From top to bottom. A folder may import only from folders below its line. */
const LAYERS: readonly (readonly string[])[] = [
  ['admin', 'coach-portal', 'client-portal', 'dev', 'retention'],
  ['erasure'],
  ['personal-data'],
  ['packs'],
  ['notifications', 'calendars', 'webhooks', 'video', 'payments'],
  ['series', 'waitlist', 'reviews', 'reports'],
  ['bookings'],
  ['availability'],
  ['training', 'feedback'],
  ['connections'],
  ['audit'],
  ['auth'],
  ['users'],
  ['outbox'],
  ['outgoing', 'secrets'],
  ['server'],
  ['openapi', 'idempotency', 'web-app'],
  ['wire'],
  ['problems'],
  ['embedded-postgres'],
  ['database'],
  // database/ applies them and names the pending ones.
  ['migrations'],
  ['icalendar'],
  ['time'],
  ['config'],
  ['domain-error'],
];

/** The files that put everything together may import everything. */
const ROOTS = [
  ...['src/main.ts', 'src/worker.ts', 'src/app.module.ts', 'src/entities.ts', 'src/cli/'],
  'src/database/data-source.ts',
];

const MAX_LINES = 250;
const MAX_SPEC_LINES = 450;

const GENERATED = 'packages/client/src/generated/';
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options'];

/** A source file and its path, with `/` between folders. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const sources = ['src', 'migrations', 'seeds', 'test', 'packages/client/src'].flatMap((folder) => sourcesOf(folder));
const inSrc = sources.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.spec.ts'));

function sourcesOf(folder: string): Source[] {
  const files = readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = join(folder, file).split(sep).join('/');
      const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
      return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
    })
    .filter(({ path }) => !path.startsWith(GENERATED));
}

/** The imports and re-exports of a file, types included: our paths without their ending, and names of packages. */
function importsOf({ path, tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    const imports = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const from = imports ? statement.moduleSpecifier : undefined;
    if (from === undefined || !ts.isStringLiteral(from)) return [];
    if (!from.text.startsWith('.')) return [from.text];
    const target = relative(PROJECT_ROOT, resolve(PROJECT_ROOT, dirname(path), from.text));
    return [target.split(sep).join('/').replace(/\.js$/, '')];
  });
}

const isOurs = (imported: string) => /^(src|migrations|seeds|test)\//.test(imported);
const isRoot = (path: string) => ROOTS.some((root) => `${path.replace(/\.ts$/, '')}.ts`.startsWith(root));
const areaOf = (path: string) =>
  (path.startsWith('src/') ? path.split('/')[1]! : path.split('/')[0]!).replace(/\.ts$/, '');
const layerOf = (path: string) => LAYERS.findIndex((layer) => layer.includes(areaOf(path)));

/** Pairs of a file and one of its imports for which `isBreach` is true. */
function breaches(files: readonly Source[], isBreach: (path: string, imported: string) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => isBreach(file.path, imported))
      .map((imported) => `${file.path} imports ${imported}`),
  );
}

const pathsOf = (files: readonly Source[]) => files.map(({ path }) => path);

describe('the architecture', () => {
  it('knows every folder of src', () => {
    const unknown = inSrc.filter(({ path }) => !isRoot(path) && layerOf(path) === -1);
    expect(inSrc.length).toBeGreaterThan(50);
    expect(pathsOf(unknown)).toEqual([]);
  });

  it('lets each area import only itself and what lies below it', () => {
    const found = breaches(
      inSrc.filter(({ path }) => !isRoot(path)),
      (path, imported) => {
        if (!isOurs(imported) || areaOf(path) === areaOf(imported)) return false;
        return layerOf(imported) <= layerOf(path);
      },
    );
    expect(found).toEqual([]);
  });

  it('lets only entry points import the files that put everything together', () => {
    const found = breaches(
      inSrc.filter(({ path }) => !isRoot(path)),
      (_, imported) => isRoot(imported),
    );
    expect(found).toEqual([]);
  });

  it('keeps domain folders free of frameworks and of everything outside them', () => {
    const domain = inSrc.filter(({ path }) => path.includes('/domain/'));
    const found = breaches(domain, (_, imported) =>
      isOurs(imported)
        ? !/\/domain\/|^src\/(domain-error|users\/role|time\/zones)$/.test(imported)
        : !imported.startsWith('node:'),
    );
    expect(domain.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  it('lets no file of src import tests or seeds, except entry points', () => {
    const found = breaches(inSrc, (path, imported) => /^(seeds|test)\//.test(imported) && !isRoot(path));
    expect(found).toEqual([]);
  });

  it('has no barrels: every import names the defining file', () => {
    const passing = inSrc.filter(({ tree }) =>
      tree.statements.some((it) => ts.isExportDeclaration(it) && it.moduleSpecifier !== undefined),
    );
    expect(pathsOf(passing)).toEqual([]);
    expect(pathsOf(inSrc).filter((path) => path.endsWith('/index.ts'))).toEqual([]);
  });

  it('has no folder for odds and ends, and at most two levels below an area', () => {
    const folders = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(PROJECT_ROOT, 'src', path)).isDirectory())
      .map((path) => path.split(sep));
    expect(folders.filter((parts) => /^(common|shared|utils?|helpers?|lib|misc)$/.test(parts.at(-1)!))).toEqual([]);
    expect(folders.filter((parts) => parts.length > 3)).toEqual([]);
  });

  it('has controllers whose handlers are one statement', () => {
    const handlers = inSrc.flatMap(({ path, tree }) =>
      classesIn(tree)
        .flatMap(({ members }) => members.filter((member) => ts.isMethodDeclaration(member)))
        .filter((method) => decoratorsOf(method).some((name) => VERBS.includes(name)))
        .map((method) => ({ name: `${path} ${method.name.getText(tree)}`, statements: method.body!.statements })),
    );
    expect(handlers.length).toBeGreaterThan(20);
    expect(handlers.filter(({ statements }) => !isOneStep([...statements])).map(({ name }) => name)).toEqual([]);
  });

  it('limits the length of files; a spec may be longer', () => {
    const long = sources.filter(({ path, text }) => {
      const lines = text.split('\n').length - 1;
      return lines > (path.endsWith('.spec.ts') ? MAX_SPEC_LINES : MAX_LINES);
    });
    expect(pathsOf(long)).toEqual([]);
  });

  it('has no focused or skipped tests, and no notes about unfinished work', () => {
    const hidden = new RegExp(String.raw`\b(it|test|describe)\.(only|skip|todo)\b|\b([fx]it|[fx]describe|xtest)\(`);
    const later = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].map((word) => `\\b${word}\\b`).join('|'),
    );
    expect(pathsOf(sources.filter(({ text }) => hidden.test(text)))).toEqual([]);
    expect(pathsOf(sources.filter(({ text }) => later.test(text)))).toEqual([]);
  });
});

/** Includes the classes inside controller factories. */
function classesIn(node: ts.Node): ts.ClassDeclaration[] {
  const found = ts.isClassDeclaration(node) ? [node] : [];
  ts.forEachChild(node, (child) => void found.push(...classesIn(child)));
  return found;
}

function decoratorsOf(method: ts.MethodDeclaration): string[] {
  return (ts.getDecorators(method) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );
}

/** `return …`, or one call and then a `return` of a message about it. */
function isOneStep(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined || statements.length > 2) return false;
  const [first] = statements;
  const calls = first !== undefined && ts.isExpressionStatement(first);
  return statements.length === 1 ? calls || ts.isReturnStatement(last) : calls && ts.isReturnStatement(last);
}
