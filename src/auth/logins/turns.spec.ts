import { setImmediate as soon } from 'node:timers/promises';
import { BusyError } from '../auth-errors.js';
import { Turns } from './turns.js';

describe('turns', () => {
  it('are taken one after the other for one key, in the order of asking', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await soon();
      seen.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all(['a', 'b', 'c'].map((name) => turns.take('key', work(name))));
    expect(results).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('of different keys do not wait for each other', async () => {
    const turns = new Turns();
    void turns.take('slow', () => new Promise<void>(() => undefined));
    await expect(turns.take('quick', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('go on after one that failed, whose error reaches only its own caller', async () => {
    const turns = new Turns();
    const failed = turns.take('key', () => Promise.reject(new Error('broken')));
    const next = turns.take('key', () => Promise.resolve('fine'));
    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });

  it('are refused when 64 are taken, whoever took them, until one is over', async () => {
    const turns = new Turns();
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const taken = Array.from({ length: 64 }, (_, index) => turns.take(`key ${index % 60}`, work));
    await expect(turns.take('another', () => Promise.resolve())).rejects.toThrow(BusyError);
    ends[0]?.();
    await taken[0];
    await expect(turns.take('another', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
