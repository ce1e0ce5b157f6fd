import { csvOf, wantsCsv } from './csv.js';

describe('a table as CSV', () => {
  it.each([
    [['a', 1, null], 'a,1,\r\n'],
    [['Smith, Jo', 'says "hi"', 'two\nlines'], '"Smith, Jo","says ""hi""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@x', '\tx'], "'=1+1,'+1,'-1,'@x,'\tx\r\n"],
    [[-1, 0.5], '-1,0.5\r\n'],
  ])('of %j', (row, text) => {
    expect(csvOf([row])).toBe(text);
  });
});

describe('who wants CSV', () => {
  it.each([
    ['text/csv', true],
    ['Text/CSV; q=0.9, application/json;q=0.1', true],
    ['application/json, text/csv', false],
    ['text/csv;q=0.5, application/json', false],
    ['text/csv;q=0', false],
    ['*/*', false],
    [undefined, false],
  ])('%s: %s', (accept, wanted) => {
    expect(wantsCsv(accept)).toBe(wanted);
  });
});
