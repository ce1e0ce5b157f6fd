import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../config/project-root.js';
import { breakingChanges } from '../openapi/changes/breaking-changes.js';
import type { Document } from '../openapi/changes/json-schema.js';
import { command } from './command.js';
import { inShortLines } from './short-lines.js';

const RELEASED = join(PROJECT_ROOT, 'releases/openapi.json');
const CURRENT = join(PROJECT_ROOT, 'openapi.json');

/** What is for readers only, and takes most of the room. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'tags', 'x-roles']);

/** `npm run openapi:diff` names what breaks clients of the last release. With `--release` it makes today's document the last release. */
command(async ([flag]) => {
  const current = await documentIn(CURRENT);
  if (flag === '--release') {
    await writeFile(RELEASED, `${inShortLines(JSON.stringify(withoutProse(current)))}\n`);
    return 0;
  }
  const released = await documentIn(RELEASED);
  const changes = breakingChanges(released, current);
  const since = `since ${released.info.version}`;
  console.log(changes.length === 0 ? `Nothing breaks clients ${since}.` : `What breaks clients ${since}:`);
  for (const change of changes) console.log(`- ${change}`);
  return 0;
});

async function documentIn(file: string): Promise<Document> {
  return JSON.parse(await readFile(file, 'utf8')) as Document;
}

/** The document as it is compared. Properties may have any name, such as `description`. */
function withoutProse(part: unknown, isNames = false): unknown {
  if (Array.isArray(part)) return part.map((item) => withoutProse(item));
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(([key]) => isNames || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutProse(value, !isNames && key === 'properties')]));
}
