import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Preloaded into every server that is measured (`node --import`), so that the product needs no route for it: tells the
 * bench over IPC what the process has used. A message of any kind asks.
 */
export interface Usage {
  /** User and system time of all threads since the start, in microseconds. */
  readonly cpuMicros: number;
  /** The most memory that the process ever held, in megabytes. */
  readonly peakMegabytes: number;
  /** What it holds now, in megabytes. */
  readonly residentMegabytes: number;
  /** The longest that the event loop kept a timer waiting since the last asking, in milliseconds. */
  readonly longestStallMs: number;
}

const RESOLUTION_MS = 5;

const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
loop.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMicros: user + system,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    residentMegabytes: process.memoryUsage.rss() / 1024 / 1024,
    longestStallMs: Math.max(0, loop.max / 1e6 - RESOLUTION_MS),
  };
  loop.reset();
  process.send?.(usage);
});

// The bench was killed and could not end us.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
