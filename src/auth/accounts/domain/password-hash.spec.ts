import { isReadable, isWeaker } from './password-hash.js';

const TODAY = { memoryCost: 19_456, timeCost: 2 };
const hashOf = (parameters: string, kind = 'argon2id', version = 19) =>
  `$${kind}$v=${version}$${parameters}$c29tZXNhbHRzb21lc2FsdA$aGFzaA+hash/aGFzaGhhc2g`;

describe('a stored password hash', () => {
  it.each([
    ['is of today', hashOf('m=19456,t=2,p=1'), true, false],
    ['has less memory', hashOf('m=19455,t=2,p=1'), true, true],
    ['has fewer passes', hashOf('m=19456,t=1,p=1'), true, true],
    ['has more memory and fewer passes', hashOf('m=65536,t=1,p=1'), true, true],
    ['has more of both', hashOf('m=65536,t=3,p=4'), true, false],
    ['is of another kind', hashOf('m=19456,t=2,p=1', 'argon2i'), false, true],
    ['is of an older version', hashOf('m=19456,t=2,p=1', 'argon2id', 16), false, true],
    ['is bcrypt', '$2b$12$abcdefghijklmnopqrstuv', false, true],
    ['is no hash', 'none', false, true],
    ['is empty', '', false, true],
    ['goes on behind its end', `${hashOf('m=19456,t=2,p=1')}$x`, false, true],
  ])('that %s', (_, stored, readable, weaker) => {
    expect({ readable: isReadable(stored), weaker: isWeaker(stored, TODAY) }).toEqual({ readable, weaker });
  });
});
