import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppModule } from '../app.module.js';
import { Config } from '../config/config.js';
import { loadCommandConfig } from '../config/load.js';
import { PROJECT_ROOT } from '../config/project-root.js';
import { openDatabase } from '../embedded-postgres/open-database.js';
import { createApplication } from '../server/application.js';
import { createLog } from '../server/observing/logging.js';
import { command } from './command.js';
import { openApiFiles } from './openapi-files.js';

/** `npm run openapi` writes the files. With `--check` it only reports whether the committed ones are up to date. */
command(async ([flag]) => {
  const files = await generated();
  let outdated = 0;
  for (const [name, text] of Object.entries(files)) {
    const file = join(PROJECT_ROOT, name);
    if (flag !== '--check') await writeFile(file, text);
    else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`${name} is not what the code says: run npm run openapi and commit it.`);
      outdated++;
    }
  }
  return outdated === 0 ? 0 : 1;
});

async function generated(): Promise<Record<string, string>> {
  const database = await openDatabase(loadCommandConfig().databaseUrl);
  try {
    const config = new Config({ NODE_ENV: 'test', DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) });
    const app = await createApplication(AppModule.with(config), config, createLog('silent'));
    try {
      return openApiFiles(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}
