import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it.each([
    [[1, 'Squat', null, true], '1,Squat,,true\r\n'],
    [['3,5 kg', 'said "go"', 'two\nlines'], '"3,5 kg","said ""go""","two\nlines"\r\n'],
    [['=1+1', '-2', '@home', '+1'], '=1+1,-2,@home,+1\r\n'],
    [[{ sets: 3 }], '"{""sets"":3}"\r\n'],
  ])('keeps each of %j as it is', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });
});
