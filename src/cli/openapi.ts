import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppModule } from '../app.module.js';
import { Config } from '../config/config.js';
import { PROJECT_ROOT } from '../config/project-root.js';
import { openDatabase } from '../database/open-database.js';
import { createApplication } from '../http/application.js';
import { createLog } from '../http/logging.js';
import { openApiDocument } from '../http/openapi.js';
import { command } from './command.js';

const FILE = join(PROJECT_ROOT, 'openapi.json');

/** `npm run openapi` writes the document; with `--check` it only says whether the committed one is up to date. */
command(async ([flag]) => {
  const database = await openDatabase(process.env['DATABASE_URL'] ?? null);
  try {
    const config = new Config({ NODE_ENV: 'test', DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) });
    const app = await createApplication(AppModule.with(config), config, createLog('silent'));
    const text = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
    await app.close();
    if (flag !== '--check') {
      await writeFile(FILE, text);
      return 0;
    }
    const current = await readFile(FILE, 'utf8').catch(() => '');
    if (current === text) return 0;
    console.error('openapi.json is not what the code says: run npm run openapi and commit it.');
    return 1;
  } finally {
    await database.close();
  }
});
