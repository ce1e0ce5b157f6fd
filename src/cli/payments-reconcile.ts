import 'reflect-metadata';
import { loadEnvironment } from '../config/load.js';
import { command } from './command.js';
import { reconcile } from './reconciled-day.js';

const USAGE = 'Usage: npm run payments:reconcile -- --day 2026-11-28';

/** `npm run payments:reconcile`: compares the ledger with the payment provider on a UTC day. Exit code 1 when they differ. */
command(async ([option, day = '', ...more]) => {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (option !== '--day' || !isDay || more.length > 0) {
    console.error(USAGE);
    return 1;
  }
  const { provider, lines } = await reconcile(loadEnvironment(), day);
  for (const line of lines) console.log(line);
  console.log(
    lines.length === 0
      ? `${day}: the ledger and ${provider} agree.`
      : `${day}: the ledger and ${provider} differ in ${lines.length} places.`,
  );
  return lines.length === 0 ? 0 : 1;
});
