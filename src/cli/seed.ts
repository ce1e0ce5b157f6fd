import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { seed } from './seeding.js';

/** `npm run seed`: adds the demo world, for development. `-- --scenarios` adds more accounts beside it. */
command(async (args) => {
  if (args.some((arg) => arg !== '--scenarios')) throw new Error('Use: npm run seed, or npm run seed -- --scenarios');
  await seed(loadEnvironment(), (line) => console.log(line), { scenarios: args.length > 0 });
  return 0;
});
