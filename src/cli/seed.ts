import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { seed } from './seeding.js';

/** `npm run seed`: adds the demo world, for development. */
command(async () => {
  await seed(loadEnvironment(), (line) => console.log(line));
  return 0;
});
