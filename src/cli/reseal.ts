import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { reseal } from './resealing.js';

/** `npm run secrets:reseal`: encrypts secrets at rest with the first of SECRETS_KEYS, after a new one was put in front. */
command(async () => {
  const { changed, lost } = await reseal(loadEnvironment(), (line) => console.log(line));
  console.log(`${changed} secrets are sealed with the first key now.`);
  if (lost === 0) return 0;
  console.error(`${lost} secrets open with none of SECRETS_KEYS: their owners must make new ones.`);
  return 1;
});
