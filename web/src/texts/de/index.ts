import { deWords as words } from '../../../../src/notifications/texts/words/de-words.js';
import type { Texts } from '../texts.js';
import { account } from './account.js';
import { admin } from './admin.js';
import { client } from './client.js';
import { coach } from './coach.js';
import { plots } from './plots.js';
import { settings } from './settings.js';
import { shell } from './shell.js';

/** All that the application says in German. */
export const texts: Texts = { words, shell, account, settings, client, coach, admin, plots };
