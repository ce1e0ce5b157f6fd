import { differencesOn, type Movement } from './differences.js';

const DAY = '2026-11-28';

const moved = (reference: string | null, more: Partial<Movement> = {}): Movement => ({
  ...{ kind: 'charge', reference, id: `id of ${reference}`, amountMinor: 4550, currency: 'EUR' },
  ...{ at: new Date(`${DAY}T12:00:00Z`), ...more },
});
const at = (time: string) => ({ at: new Date(time) });

describe('reconciling', () => {
  it.each<[string, Movement[], Movement[], string[]]>([
    ['nothing moved', [], [], []],
    ['both have it', [moved('checkout:1')], [moved('checkout:1')], []],
    ['only they have it', [], [moved('checkout:1')], ['missing-here']],
    ['only we have it', [moved('checkout:1')], [], ['missing-there']],
    ['another amount', [moved('checkout:1')], [moved('checkout:1', { amountMinor: 4551 })], ['other-amount']],
    ['another currency', [moved('checkout:1')], [moved('checkout:1', { currency: 'USD' })], ['other-currency']],
    ['a refund is no charge', [moved('x')], [moved('x', { kind: 'refund' })], ['missing-here', 'missing-there']],
    ['twice there', [moved('checkout:1')], [moved('checkout:1'), moved('checkout:1')], ['missing-here']],
    ['twice here', [moved('checkout:1'), moved('checkout:1')], [moved('checkout:1')], ['missing-there']],
    ['made by hand there', [moved('checkout:1')], [moved('checkout:1'), moved(null)], ['missing-here']],
    ['noted after midnight', [moved('c', at('2026-11-29T00:00:01Z'))], [moved('c', at(`${DAY}T23:59:59Z`))], []],
    ['of the day before, noted on this', [moved('c')], [moved('c', at('2026-11-27T23:59:59Z'))], []],
    ['missing here on another day', [], [moved('c', at('2026-11-27T23:59:59Z'))], []],
    ['missing there on another day', [moved('c', at('2026-11-29T00:00:00Z'))], [], []],
  ])('%s', (_, ours, theirs, expected) => {
    expect(differencesOn(DAY, ours, theirs).map(({ what }) => what)).toEqual(expected);
  });
});
