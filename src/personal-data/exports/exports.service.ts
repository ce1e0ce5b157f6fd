import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Database } from '../../database/database.js';
import { Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import type { ExportDto } from './dto/export.dto.js';
import { ExportTooSoonError, NoExportError } from './export-errors.js';

const PAUSE = `interval '24 hours'`;

const COLUMNS = `
  e.status AS state, e.requested_at, e.ready_at, CASE WHEN e.status = 'ready' THEN e.due_at END AS expires_at,
  CASE WHEN e.status <> 'failed' AND e.requested_at > $2::timestamptz - ${PAUSE} THEN e.requested_at + ${PAUSE} END AS next_request_at,
  e.size, CASE WHEN e.status = 'ready' THEN '/api/v1/users/me/export/file' END AS link`;

/** The first request, or one that comes late enough. A request after a failure need not wait. */
const REQUEST = `
  INSERT INTO exports AS e (user_id, status, requested_at, due_at) VALUES ($1, 'waiting', $2, $2)
      ON CONFLICT (user_id) DO UPDATE SET status = 'waiting', requested_at = $2, due_at = $2, tries = 0, ready_at = NULL, size = NULL
   WHERE e.status = 'failed' OR e.requested_at <= $2::timestamptz - ${PAUSE}
  RETURNING ${COLUMNS}`;

/** Zero rows: none, or one whose day is over and that the worker has not deleted yet. */
const FIND = `SELECT ${COLUMNS} FROM exports e WHERE e.user_id = $1 AND (e.status = 'waiting' OR e.due_at > $2)`;
const SECONDS = `
  SELECT greatest(ceil(extract(epoch FROM e.requested_at + ${PAUSE} - $2)), 1)::integer AS seconds FROM exports e WHERE e.user_id = $1`;

const FILE = `
  SELECT e.attempts, e.size, c.content FROM exports e
    JOIN export_chunks c ON c.user_id = e.user_id AND c.attempt = e.attempts AND c.number = 0
   WHERE e.user_id = $1 AND e.status = 'ready' AND e.due_at > $2`;
const CHUNK = `SELECT content FROM export_chunks WHERE user_id = $1 AND attempt = $2 AND number = $3`;

const NONE: ExportDto = {
  ...{
    state: 'none',
    requested_at: null,
    ready_at: null,
    expires_at: null,
    next_request_at: null,
    size: null,
    link: null,
  },
};

/** A file to be sent. */
export interface ExportFile {
  readonly size: number;
  readonly content: Readable;
}

interface Chunk {
  readonly content: Buffer;
}

type FirstChunk = Chunk & { readonly attempts: number; readonly size: number };

/** Requests for one's own data, and the files that the worker made. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly worker: Worker,
  ) {}

  /** ExportTooSoonError within a day of the last request. */
  async request(userId: number): Promise<ExportDto> {
    const now = this.clock.now();
    const [asked] = await this.database.rows<ExportDto>(REQUEST, [userId, now]);
    if (!asked) {
      const [wait] = await this.database.rows<{ seconds: number }>(SECONDS, [userId, now]);
      throw new ExportTooSoonError(wait?.seconds ?? 1);
    }
    this.worker.wake();
    return asked;
  }

  async find(userId: number): Promise<ExportDto> {
    const [found] = await this.database.rows<ExportDto>(FIND, [userId, this.clock.now()]);
    return found ?? NONE;
  }

  /** NoExportError when none is ready. */
  async open(userId: number): Promise<ExportFile> {
    const [first] = await this.database.rows<FirstChunk>(FILE, [userId, this.clock.now()]);
    if (!first) throw new NoExportError();
    return { size: first.size, content: Readable.from(this.chunks(userId, first), { objectMode: false }) };
  }

  /** Throws when the file is deleted meanwhile: then the receiver has less than was announced, and notices. */
  private async *chunks(userId: number, { content, attempts, size }: FirstChunk): AsyncGenerator<Buffer> {
    yield content;
    for (let sent = content.length, number = 1; sent < size; number++) {
      const chunk = await this.database.one<Chunk>(CHUNK, [userId, attempts, number]);
      sent += chunk.content.length;
      yield chunk.content;
    }
  }
}
