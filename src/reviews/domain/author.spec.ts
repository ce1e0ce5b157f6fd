import { authorOf } from './author.js';

describe('the author of a review', () => {
  it.each([
    ['Jo Miller', 'Jo M.'],
    ['  Jo   Miller  ', 'Jo M.'],
    ['Mary Jane Watson', 'Mary W.'],
    ['jo miller', 'jo M.'],
    ['Jörg O’Neill', 'Jörg O.'],
    ['Åsa Ångström', 'Åsa Å.'],
    ['Eva E\u0301mile', 'Eva E\u0301.'],
    ['Jo (Miller)', 'Jo M.'],
    ['Ли Новак', 'Ли Н.'],
    ['Madonna', 'A client'],
    ['王小明', 'A client'],
    ['Jo 3', 'A client'],
    [null, 'A client'],
  ])('of %p is %p', (fullName, author) => {
    expect(authorOf(fullName)).toBe(author);
  });
});
