import { exampleDate, withExamplesAhead } from './example-dates.js';

const document = {
  info: { version: '2027-06-14' },
  schema: { example: '2027-06-14', description: '2027-06-14' },
  parameter: { examples: { client: { value: '2027-06-15T09:00:00Z' }, coach: { value: ['2026-11-23', 'Jo', 5] } } },
};

describe('the dates of examples', () => {
  it('are those of the rows that the demo world has for them', () => {
    expect(exampleDate('2027-07-05', new Date('2026-12-01'))).toBe('2027-07-05');
    expect(exampleDate('2027-07-05', new Date('2027-06-01'))).toBe('2028-01-03');
  });

  it.each(['2026-11-28', '2027-05-28'])('stay as they are until half a year has passed: %s', (day) => {
    expect(withExamplesAhead(document, new Date(day))).toBe(document);
  });

  it('then move by whole weeks, always ahead; the past and all other texts stay', () => {
    expect(withExamplesAhead(document, new Date('2027-05-29'))).toEqual({
      info: { version: '2027-06-14' },
      schema: { example: '2027-12-13', description: '2027-06-14' },
      parameter: { examples: { client: { value: '2027-12-14T09:00:00Z' }, coach: { value: ['2026-11-23', 'Jo', 5] } } },
    });
    for (let days = 0; days < 2_000; days += 13) {
      const now = new Date(Date.parse('2026-11-28') + days * 86_400_000);
      const { example } = withExamplesAhead(document, now).schema;
      expect([now, Date.parse(example) > now.getTime()]).toEqual([now, true]);
      expect(new Date(example).getUTCDay()).toBe(1);
    }
  });
});
