import { setImmediate as soon } from 'node:timers/promises';
import { Semaphore } from './semaphore.js';

class FullError extends Error {}

const semaphore = (atOnce: number, waiting: number) => new Semaphore(atOnce, waiting, () => new FullError());

/** Works that run until the test ends them. */
function endless() {
  const ends: (() => void)[] = [];
  return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

describe('a semaphore', () => {
  it('with one place runs works one after the other, in the order of asking', async () => {
    const one = semaphore(1, 10);
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await soon();
      seen.push(`${name} ends`);
      return name;
    };
    await expect(Promise.all(['a', 'b', 'c'].map((name) => one.run(work(name))))).resolves.toEqual(['a', 'b', 'c']);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('never runs more works than it has places', async () => {
    const three = semaphore(3, 100);
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++running);
      await soon();
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, () => three.run(work)));
    expect(most).toBe(3);
  });

  it('refuses a caller when all places are taken and the line is full, until a work ends', async () => {
    const full = semaphore(1, 1);
    const { ends, work } = endless();
    const [first, second] = [full.run(work), full.run(work)];
    await expect(full.run(work)).rejects.toThrow(FullError);
    ends[0]?.();
    await first;
    const third = full.run(work);
    await soon();
    ends[1]?.();
    await second;
    await soon();
    ends[2]?.();
    await third;
    expect(full.isIdle).toBe(true);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('broken'))],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
  ])('gives the place of a work that %s to the next one, and the error to its own caller', async (_, broken) => {
    const one = semaphore(1, 1);
    const failed = one.run(broken);
    const next = one.run(() => Promise.resolve('fine'));
    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
    expect(one.isIdle).toBe(true);
  });
});
