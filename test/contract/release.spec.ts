import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { breakingChanges } from '../../src/openapi/changes/breaking-changes.js';
import type { Document } from '../../src/openapi/changes/json-schema.js';

const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8');
const json = (file: string) => JSON.parse(read(file)) as Document & { readonly version: string };

const changelog = read('CHANGELOG.md');
const released = json('releases/openapi.json');

describe('the last release', () => {
  it('is the newest one of the changelog', () => {
    const [, newest] = /^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$/m.exec(changelog) ?? [];
    expect(released.info.version).toBe(newest);
  });

  it('has the version of the server, its document and the client package, until the next one is made', () => {
    const versions = ['package.json', 'packages/client/package.json'].map((file) => json(file).version);
    expect(versions).toEqual([json('openapi.json').info.version, json('openapi.json').info.version]);
  });

  it('is followed by changes that break clients only if the changelog tells them to frontend teams', () => {
    const [, unreleased = ''] = /^## Unreleased\n([^]*?)^## /m.exec(changelog) ?? [];
    const [, forFrontends = ''] = /^### For frontend teams\n([^]*?)^### /m.exec(unreleased) ?? [];
    const isTold = /^#### Breaking$/m.test(forFrontends);
    expect({ isTold }).toEqual({ isTold: breakingChanges(released, json('openapi.json')).length > 0 });
  });
});
