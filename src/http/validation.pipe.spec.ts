import { DtoPipe } from './validation.pipe.js';

class NoRules {}

describe('the pipe of bodies', () => {
  it('lets nothing at all through for a class without a single rule', async () => {
    await expect(new DtoPipe().transform({}, { type: 'body', metatype: NoRules })).rejects.toThrow();
  });
});
