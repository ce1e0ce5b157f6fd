import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Database } from '../../database/database.js';
import { reasonOf, severityOf } from '../../database/postgres-errors.js';
import { UnderWay } from '../../outbox/under-way.js';
import { type Task, Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import { Archive } from './archive.js';
import { ExportContentService } from './export-content.service.js';
import { type ClaimedExport, ExportRowsService, LostExportError } from './export-rows.service.js';

/** One process makes one export at a time: it takes a connection and a part of a processor. */
const AT_ONCE = 1;
const CHUNK_BYTES = 256 * 1_024;

/** Makes the exports that people asked for, and deletes them when their day is over. The worker does not wait for one. */
@Injectable()
export class ExportMakerService implements Task, OnModuleInit, BeforeApplicationShutdown {
  readonly name = 'exports';
  readonly due = 'EXISTS (SELECT FROM exports WHERE due_at <= $1)';
  private readonly logger = new Logger(ExportMakerService.name);
  private readonly underWay: UnderWay<number>;
  private readonly shutdown = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly rows: ExportRowsService,
    private readonly content: ExportContentService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {
    this.underWay = new UnderWay(worker, AT_ONCE);
  }

  onModuleInit(): void {
    this.worker.register(this);
  }

  /** What is half done is made anew by another process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.shutdown.abort();
    await this.settled();
  }

  async run(now: Date): Promise<boolean> {
    await this.rows.sweep(now);
    while (this.underWay.free > 0 && !this.shutdown.signal.aborted) {
      const claimed = await this.rows.claim(now);
      if (!claimed) break;
      this.underWay.begin(claimed.userId, this.make(claimed));
    }
    return false;
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return this.underWay.settled();
  }

  private async make(claimed: ClaimedExport): Promise<void> {
    try {
      await this.rows.finish(claimed, await this.store(claimed));
    } catch (error) {
      if (!(error instanceof LostExportError)) await this.note(claimed, error);
    }
  }

  /** Stores the archive chunk by chunk, while it is written. Returns its size. */
  private async store(claimed: ClaimedExport): Promise<number> {
    const at = this.clock.now();
    const archive = new Archive(at);
    const broken = new AbortController();
    const signal = AbortSignal.any([this.shutdown.signal, broken.signal]);
    const written = this.database
      .transaction((tx) => this.content.write({ tx, archive, userId: claimed.userId, signal }, at))
      .catch((error: unknown) => archive.fail(error as Error));
    try {
      // What fails on the other side comes out here.
      return await this.storeAll(claimed, archive.output);
    } finally {
      broken.abort();
      await written;
    }
  }

  private async storeAll(claimed: ClaimedExport, output: Readable): Promise<number> {
    let [waiting, bytes, number, size]: [Buffer[], number, number, number] = [[], 0, 0, 0];
    const flush = async () => {
      await this.rows.add(claimed, number++, Buffer.concat(waiting));
      [waiting, bytes] = [[], 0];
    };
    for await (const piece of output as AsyncIterable<Buffer>) {
      waiting.push(piece);
      bytes += piece.length;
      size += piece.length;
      if (bytes >= CHUNK_BYTES) await flush();
    }
    if (bytes > 0) await flush();
    return size;
  }

  private async note(claimed: ClaimedExport, error: unknown): Promise<void> {
    try {
      if (this.shutdown.signal.aborted) {
        await this.rows.release(claimed);
        return;
      }
      const goesOn = await this.rows.fail(claimed);
      const reason = reasonOf(error);
      this.logger.error({ user: claimed.userId, reason, goesOn }, 'an export could not be made');
    } catch (failure) {
      // The lease runs out, and the export is made again.
      this.logger[severityOf(failure)](
        { user: claimed.userId, reason: reasonOf(failure) },
        'the end of an export was not noted',
      );
    }
  }
}
