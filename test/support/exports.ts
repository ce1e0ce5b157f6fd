import { ExportMakerService } from '../../src/personal-data/exports/export-maker.service.js';
import type { Person, TestApp } from './app.js';
import { unzipped } from './zip.js';

/** Lets the worker make the exports that are asked for. */
export async function makeExports(app: TestApp, now = new Date()): Promise<void> {
  const maker = app.nest.get(ExportMakerService);
  await maker.run(now);
  await maker.settled();
}

/** The file of a person, as bytes. */
export async function exportFile(person: Person): Promise<{ status: number; headers: Headers; content: Buffer }> {
  const response = await fetch(person.urlOf('/users/me/export/file'), {
    headers: { authorization: `Bearer ${person.token}` },
  });
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
}

/** Asks for the data of a person, and opens the file: its files by name. */
export async function exportOf(app: TestApp, person: Person): Promise<Map<string, string>> {
  const asked = await person.post('/users/me/export');
  if (asked.status !== 202) throw new Error(`not asked for: ${JSON.stringify(asked.body)}`);
  await makeExports(app);
  const { status, content } = await exportFile(person);
  if (status !== 200) throw new Error(`not ready: ${content.toString()}`);
  return unzipped(content);
}
