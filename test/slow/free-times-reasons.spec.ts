import { compareReasons } from '../availability/against-oracle.js';

/** WORLDS=10000 looks longer. */
const WORLDS = Number(process.env['WORLDS'] ?? 1_500);

// A file of its own, so that it runs beside the times.
describe('free times, in many worlds around clock changes,', () => {
  it('are explained by every reason that the oracle finds, and by no other', () => compareReasons(WORLDS), 300_000);
});
