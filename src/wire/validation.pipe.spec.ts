import { Int } from './fields/fields.js';
import { QueryInt } from './fields/query-fields.js';
import { DtoPipe } from './validation.pipe.js';

class NoRules {}

class OneRule {
  @Int()
  readonly count: number;
}

describe('the pipe of bodies', () => {
  const passed = (body: object, metatype: new () => object) =>
    new DtoPipe().transform(body, { type: 'body', metatype });

  it('accepts a body that follows the rules of its class', async () => {
    await expect(passed({ count: 1 }, OneRule)).resolves.toEqual({ count: 1 });
  });

  it('refuses every body for a class without rules', async () => {
    await expect(passed({}, NoRules)).rejects.toThrow();
  });
});

describe('the pipe of queries', () => {
  class Query {
    @QueryInt()
    readonly limit: number = 200;
  }

  const pipe = new DtoPipe();
  const passed = (query: object, metatype: new () => object = Query) =>
    pipe.transform(query, { type: 'query', metatype });

  it('fills in the defaults of a query without parameters', async () => {
    const first = await passed({});
    expect(first).toBeInstanceOf(Query);
    expect(first).toEqual({ limit: 200 });
    await expect(passed({ limit: '5' })).resolves.toEqual({ limit: 5 });
    await expect(passed({})).resolves.toEqual({ limit: 200 });
  });

  it('keeps the defaults of each class apart', async () => {
    class Other {
      @QueryInt()
      readonly days: number = 30;
    }
    await passed({});
    await expect(passed({}, Other)).resolves.toEqual({ days: 30 });
  });

  it('refuses a query without a required parameter, each time', async () => {
    for (let time = 0; time < 2; time++) {
      await expect(passed({}, OneRule)).rejects.toMatchObject({ errors: [{ field: 'count' }] });
    }
  });
});
