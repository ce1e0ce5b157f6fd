import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { ACCESS, ACCESS_TESTS, type Guard, guards } from './guard.js';

const ALLOW = /^ *(@Allow(?:Any)?\(.*\))\n/gm;

/** The decorator of the route or controller that `@Allow` guards. */
const OWNER = /^ *@(Get|Post|Put|Delete|Controller)\(.*\)$/;

const ANY_ROLE = `@Allow('client', 'coach', 'admin')`;

/** `@AllowGuests()` of a file that does not import it. */
const GUESTS = `@((owner, _name, method) => Reflect.defineMetadata('access', 'guests', method?.value ?? owner))`;

/** Every `@Allow` and `@AllowAny` of src, replaced so that all roles, or also guests, may call the route. */
export const allowGuards = (): Guard[] => sources().flatMap(guardsOf);

/** Paths of all TypeScript files of src. */
export function sources(): string[] {
  const entries = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => name.endsWith('.ts'))
    .map(({ name, parentPath }) => relative(PROJECT_ROOT, join(parentPath, name)).replaceAll(sep, '/'))
    .sort();
}

function guardsOf(file: string): Guard[] {
  const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
  return [...text.matchAll(ALLOW)].flatMap(({ 0: line, 1: decorator = '', index }) => {
    const before = text.slice(0, index).split('\n').slice(0, -1);
    const owner = before.findLastIndex((above) => OWNER.test(above));
    const find = [...before.slice(owner), line].join('\n');
    const replace = find.replace(decorator, decorator.startsWith('@AllowAny') ? GUESTS : ANY_ROLE);
    return guards(file, [ACCESS], [[`${before[owner]!.trim()} ${decorator}`, find, replace]], ACCESS_TESTS);
  });
}
