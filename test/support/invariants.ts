import type { TestApp } from './app.js';
import { unsoundIn } from './books.js';

/** Expects that no slot is held twice, no sessions overlap and every coach's count is right. */
export async function expectSoundBooks(app: TestApp): Promise<void> {
  const unsound = await unsoundIn((statement, values) => app.sql(statement, values));
  expect(unsound).toEqual({ doubled: [], overlapping: [], miscounted: [] });
}
