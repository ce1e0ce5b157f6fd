import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks for a secret that does not show while it is typed: twice at a terminal, while of a pipe the first line counts. */
export async function askSecret(label: string): Promise<string> {
  const { stdin, stderr } = process;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    if (stdin.isTTY) stderr.write(question);
    const line = await lines.next();
    if (stdin.isTTY) stderr.write('\n');
    if (line.done) throw new Error(`No ${label} was given.`);
    return line.value;
  };
  try {
    const secret = await ask(`${label}: `);
    if (stdin.isTTY && (await ask(`${label} again: `)) !== secret) throw new Error(`The two do not match.`);
    return secret;
  } finally {
    reader.close();
  }
}
