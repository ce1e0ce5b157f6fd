import { createInterface } from 'node:readline';

const anywhere = (pattern: RegExp) => (stack: readonly string[]) => stack.some((frame) => pattern.test(frame));

const innermost = (pattern: RegExp) => (stack: readonly string[]) =>
  pattern.test(stack.find((frame) => frame.startsWith('JS:')) ?? '');

const inModules = (...names: readonly string[]) => innermost(new RegExp(`/node_modules/(${names.join('|')})`));

const writes = anywhere(/sys_writev?$|do_writev|sock_write_iter|tcp_sendmsg/);
const otherCalls = anywhere(/^(entry_SYSCALL|do_syscall|do_epoll_wait)/);
const waits = ([leaf = '']: readonly string[]) => /epoll|uv__io_poll/.test(leaf);
const toPostgres = anywhere(/\/node_modules\/pg\//);

/**
 * Shows where a server spends its CPU, in per cent: reads the kernel's samples (`perf script -F ip,sym`) and writes a
 * table. A sample counts for the first row that fits. Its package is that of the innermost function named by
 * `--perf-basic-prof`.
 */
const ROWS: readonly (readonly [name: string, fits: (stack: readonly string[]) => boolean])[] = [
  ['garbage collection', anywhere(/Scaveng|MinorGC|MarkCompact|MarkingVisitor|ConcurrentMark|Sweeper|CollectGarbage/)],
  ['compiling', anywhere(/TurboFan|turbofan|Compiler::|OptimizingCompile|compiler::|Sparkplug|baseline::/)],
  ['system calls that write to PostgreSQL', (stack) => writes(stack) && toPostgres(stack)],
  ['system calls that write the answer', writes],
  ['system calls that read, and waiting', (stack) => otherCalls(stack) || waits(stack)],
  ['`JSON.stringify`', anywhere(/JsonStringif/)],
  ['`pg`: sending, and parsing what comes', inModules('pg/', 'pg-', 'postgres-')],
  ['Fastify with its plugins and adapters', inModules('@?fast', '@nestjs/platform-', 'find-my-way', 'avvio', 'toad-')],
  [
    'the token, passport',
    inModules('passport', '@nestjs/passport', '@nestjs/jwt', 'jsonwebtoken', 'jw[as]/', 'lodash'),
  ],
  ['validation', inModules('class-', 'validator', '@nestjs/common')],
  ['Nest', inModules('@nestjs/', 'reflect-metadata', 'rxjs', 'iterare')],
  ['our hooks and code, with the metrics', innermost(/\/dist\/|\/node_modules\//)],
  ['node: HTTP, sockets, promises', () => true],
];

const counts = new Map(ROWS.map(([name]) => [name, 0]));
let samples = 0;
let stack: string[] = [];

function count(): void {
  const [name] = ROWS.find(([, fits]) => fits(stack))!;
  counts.set(name, counts.get(name)! + 1);
  samples++;
  stack = [];
}

for await (const line of createInterface({ input: process.stdin })) {
  const [, symbol] = /^\s*[0-9a-f]+ (.*)$/.exec(line) ?? [];
  if (symbol !== undefined) stack.push(symbol);
  else if (stack.length > 0) count();
}
if (stack.length > 0) count();

console.log('| what | % |\n| --- | ---: |');
for (const [name, of] of counts) console.log(`| ${name} | ${((100 * of) / samples).toFixed(1)} |`);
