import { Clock, type TimeSample } from './clock.js';

const LOCAL = 1_000_000;

/** How far a clock is ahead of the local one after these samples. */
function offsetAfter(...samples: TimeSample[]): number {
  const clock = new Clock();
  clock.localMillis = () => LOCAL;
  for (const sample of samples) clock.correct(sample);
  return clock.real().getTime() - LOCAL;
}

describe('the clock', () => {
  it.each<[string, TimeSample[], number]>([
    ['is the local one before a sample', [], 0],
    ['stays where the sample allows it', [{ sent: 1000, database: 1005, received: 1010 }], 0],
    ['is moved ahead just far enough', [{ sent: 1000, database: 13_005, received: 1010 }], 11_994],
    ['is moved back just far enough', [{ sent: 13_000, database: 1005, received: 13_010 }], -11_995],
    [
      'is corrected little by a slow answer',
      [
        { sent: 1000, database: 13_005, received: 1010 },
        { sent: 2000, database: 14_100, received: 9000 },
      ],
      11_994,
    ],
    [
      'follows a local clock that was set',
      [
        { sent: 1000, database: 13_005, received: 1010 },
        { sent: 14_000, database: 14_001, received: 14_002 },
      ],
      1,
    ],
  ])('%s', (_, samples, offset) => {
    expect(offsetAfter(...samples)).toBe(offset);
  });

  it('adds the development offset to the domain’s time only', () => {
    const clock = new Clock();
    clock.localMillis = () => LOCAL;
    clock.developmentOffset = 86_400_000;
    expect([clock.now().getTime(), clock.real().getTime()]).toEqual([LOCAL + 86_400_000, LOCAL]);
  });
});
