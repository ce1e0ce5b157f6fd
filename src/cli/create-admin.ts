import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { createAdmin } from './new-admin.js';
import { askPassword } from './password-prompt.js';

const USAGE = `Usage: npm run admin:create -- --email jo@example.com --name "Jo Miller"
The password is asked for, or taken from ADMIN_PASSWORD.`;

/** `npm run admin:create`: makes the first admin, which the API cannot do. */
command(async (args) => {
  const { email, name } = parse(args);
  if (email === undefined || name === undefined) {
    console.error(USAGE);
    return 2;
  }
  const env = loadEnvironment();
  const password = env['ADMIN_PASSWORD'] ?? (await askPassword());
  const id = await createAdmin(env, { email, full_name: name, password });
  console.log(`${email} is an admin now, with the id ${id}.`);
  return 0;
});

function parse(args: readonly string[]): { email?: string; name?: string } {
  try {
    return parseArgs({ args: [...args], options: { email: { type: 'string' }, name: { type: 'string' } } }).values;
  } catch (error) {
    console.error((error as Error).message);
    return {};
  }
}
