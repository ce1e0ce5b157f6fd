// Runs command lines at the same time: `node scripts/together.mjs "npm run lint" "npm run types"`. Prints what each said when it
// ends, and ends with 1 when one of them failed.
import { spawn } from 'node:child_process';

const ends = process.argv.slice(2).map(
  (line) =>
    new Promise((resolve) => {
      const output = [];
      const child = spawn(line, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
      child.on('close', (code) => {
        process.stdout.write(Buffer.concat(output));
        resolve(code === 0);
      });
    }),
);
const passed = await Promise.all(ends);
process.exitCode = passed.every(Boolean) ? 0 : 1;
