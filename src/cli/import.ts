import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { importFounding } from './import/import-founding.js';

const USAGE = `Usage: npm run import -- --from postgres://user:password@host/database [--apply]
Without --apply it is a dry run, which counts and writes nothing.`;

/** `npm run import`: takes over the data of the founding platform. */
command(async (args) => {
  const { from, apply = false } = parse(args);
  if (from === undefined) {
    console.error(USAGE);
    return 2;
  }
  await importFounding(loadEnvironment(), { from, apply }, (line) => console.log(line));
  return 0;
});

function parse(args: readonly string[]): { from?: string; apply?: boolean } {
  try {
    return parseArgs({ args: [...args], options: { from: { type: 'string' }, apply: { type: 'boolean' } } }).values;
  } catch (error) {
    console.error((error as Error).message);
    return {};
  }
}
