import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Preloaded into every measured server (`node --import`), so that the product needs no route for it. On any message over
 * IPC it answers what the process has used.
 */
export interface Usage {
  /** User and system time of all threads since the start, in microseconds. */
  readonly cpuMicros: number;
  /** The peak of resident memory, in megabytes. */
  readonly peakMegabytes: number;
  /** Resident memory now, in megabytes. */
  readonly residentMegabytes: number;
  /** The longest delay of a timer by the event loop since the last message, in milliseconds. */
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

// The bench was killed and could not stop this process.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
