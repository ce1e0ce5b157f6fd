import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { drill, type Step } from './drill/drilling.js';

/** `npm run drill`: dumps, restores into a second database, compares, applies erasures, and says how long each took. */
command(async () => {
  const { steps, differences } = await drill(loadEnvironment());
  for (const { what, seconds, detail } of steps) {
    console.log(`${what.padEnd(28)}${seconds.toFixed(1).padStart(8)} s   ${detail}`);
  }
  console.log(`${'all'.padEnd(28)}${steps.reduce(sumUp, 0).toFixed(1).padStart(8)} s`);
  for (const difference of differences) console.error(difference);
  console.log(differences.length === 0 ? 'The copy is equal, table by table.' : 'The copy differs.');
  return differences.length === 0 ? 0 : 1;
});

const sumUp = (sum: number, { seconds }: Step) => sum + seconds;
