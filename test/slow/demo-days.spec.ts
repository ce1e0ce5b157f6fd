import { resetDemoWorld } from '../../seeds/reset.js';
import { withDatabase } from '../support/demo.js';

const DAY = 86_400_000;
const quiet = () => undefined;

describe('the demo world with scenarios', () => {
  it(
    'can be made on every day of the week, in winter and in summer',
    () =>
      withDatabase(async (url) => {
        for (const first of ['2026-11-29T00:10:00Z', '2027-06-20T21:50:00Z']) {
          for (let day = 0; day < 7; day++) {
            await resetDemoWorld(url, true, quiet, new Date(Date.parse(first) + day * DAY));
          }
        }
      }),
    120_000,
  );
});
