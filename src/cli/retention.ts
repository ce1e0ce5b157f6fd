import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { retain } from './retained-rows.js';

const USAGE = 'Usage: npm run retention [-- --apply]';

/** `npm run retention`: counts what is older than its rule says; with `--apply`, deletes it. */
command(async (args) => {
  if (args.some((arg) => arg !== '--apply')) {
    console.error(USAGE);
    return 1;
  }
  const isApplied = args.includes('--apply');
  const rows = await retain(loadEnvironment(), isApplied);
  for (const { what, kept, count, note } of rows) {
    console.log(`${what.padEnd(36)}${kept.padEnd(12)}${count.padStart(9)}  ${note}`.trimEnd());
  }
  if (!isApplied) console.log('Nothing was deleted. `npm run retention -- --apply` deletes what is counted here.');
  return 0;
});
