import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks for a password and does not show it. At a terminal it must be typed twice; from a pipe the first line counts. */
export async function askPassword(): Promise<string> {
  const { stdin, stderr } = process;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    if (stdin.isTTY) stderr.write(question);
    const line = await lines.next();
    if (stdin.isTTY) stderr.write('\n');
    if (line.done) throw new Error('No password was given.');
    return line.value;
  };
  try {
    const password = await ask('Password: ');
    if (stdin.isTTY && (await ask('Password again: ')) !== password) throw new Error('The two passwords differ.');
    return password;
  } finally {
    reader.close();
  }
}
