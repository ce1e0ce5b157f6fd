import { Int } from './fields.js';
import { DtoPipe } from './validation.pipe.js';

class NoRules {}

class OneRule {
  @Int()
  readonly count: number;
}

describe('the pipe of bodies', () => {
  const passed = (body: object, metatype: new () => object) =>
    new DtoPipe().transform(body, { type: 'body', metatype });

  it('lets through what the rules of its class allow', async () => {
    await expect(passed({ count: 1 }, OneRule)).resolves.toEqual({ count: 1 });
  });

  it('lets nothing at all through for a class without a single rule', async () => {
    await expect(passed({}, NoRules)).rejects.toThrow();
  });
});
