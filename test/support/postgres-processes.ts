import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sends a signal to all processes of the embedded server whose folder is `dataDir`. */
export function signalPostgres(dataDir: string, name: NodeJS.Signals): void {
  for (const pid of processesOf(dataDir)) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // A backend may end between being listed and being signalled.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Freezes all processes of the server (SIGSTOP) while `work` runs. */
export async function whileFrozen<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  signalPostgres(dataDir, 'SIGSTOP');
  try {
    return await work();
  } finally {
    signalPostgres(dataDir, 'SIGCONT');
  }
}

function processesOf(dataDir: string): number[] {
  const pid = Number(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  return [pid, ...childrenOf(pid)];
}

/** Small Linux images have no `ps`, and macOS has no `/proc`. */
function childrenOf(pid: number): number[] {
  const listed = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(listed)) return numbersIn(readFileSync(listed, 'utf8'));
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n').map(numbersIn);
  return pairs.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}

const numbersIn = (text: string) => text.trim().split(/\s+/).filter(Boolean).map(Number);
