import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { ACCESS, ACCESS_TESTS, type Guard, guards } from './guard.js';

const ALLOW = /^ *(@Allow(?:Any)?\(.*\))\n/gm;

/** What a decorator stands below: the route or the controller that it guards. */
const OWNER = /^ *@(Get|Post|Put|Delete|Controller)\(.*\)$/;

const ANY_ROLE = `@Allow('client', 'coach', 'admin')`;

/** `@AllowGuests()` of a file that does not import it. */
const GUESTS = `@((owner, _name, method) => Reflect.defineMetadata('access', 'guests', method?.value ?? owner))`;

/** Every `@Allow` and `@AllowAny` of src: without it all roles may, or even who is not logged in. */
export const allowGuards = (): Guard[] => sources().flatMap(guardsOf);

/** The files of src, by their paths in the project. */
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
