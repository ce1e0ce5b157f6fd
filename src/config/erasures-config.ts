import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readers } from './environment.js';

/** Reads ERASURES_FILE: a file that can be written, or that can be made. Null when it is not set. */
export function readErasuresFile(read: Readers, problems: string[]): string | null {
  const path = read.text('ERASURES_FILE');
  if (path !== null && !isWritable(existsSync(path) ? path : dirname(path))) {
    problems.push('ERASURES_FILE must be a file that this process can write, in a folder that exists.');
  }
  return path;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
