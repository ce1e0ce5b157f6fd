import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A ZIP that is written file by file, while somebody reads it. */
export class Archive {
  private readonly zip = new ZipFile();

  /** `at` is the time that all files bear. */
  constructor(private readonly at: Date) {
    // A source that fails would otherwise end nothing, or the whole process.
    this.zip.on('error', (error: Error) => this.fail(error));
  }

  /** The bytes. Whoever reads them slowly holds up those who add. */
  get output(): Readable {
    return this.zip.outputStream as Readable;
  }

  /** Resolves when the file is written; throws what `texts` throws, or why nobody reads any more. */
  async add(name: string, texts: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
    const source = Readable.from(texts, { objectMode: false });
    source.once('error', (error) => this.fail(error));
    this.zip.addReadStream(source, name, { mtime: this.at });
    try {
      await finished(source, { signal });
    } finally {
      source.destroy();
    }
  }

  end(): void {
    this.zip.end();
  }

  fail(error: Error): void {
    this.output.destroy(error);
  }
}
