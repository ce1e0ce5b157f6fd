import { enWords as words } from '../../../../src/notifications/texts/words/en-words.js';
import { account } from './account.js';
import { admin } from './admin.js';
import { client } from './client.js';
import { coach } from './coach.js';
import { plots } from './plots.js';
import { settings } from './settings.js';
import { shell } from './shell.js';

/** All that the application says in English. */
export const texts = { words, shell, account, settings, client, coach, admin, plots };
