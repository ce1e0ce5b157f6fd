import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { applyErasures } from './applied-erasures.js';
import { command } from './command.js';

/** `npm run erasures:apply`: deletes again whom ERASURES_FILE lists, after a backup was restored. */
command(async () => {
  const { listed, applied } = await applyErasures(loadEnvironment());
  console.log(`ERASURES_FILE lists ${listed} deletions.`);
  for (const { id, erased_at } of applied) console.log(`Deleted again: user ${id}, first deleted at ${erased_at}.`);
  console.log(applied.length === 0 ? 'Nobody had to be deleted again.' : `Deleted again: ${applied.length}.`);
  return 0;
});
