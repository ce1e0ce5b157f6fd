import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A private certificate authority in a folder, made with openssl. */
export class Authority {
  private constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  static async make(folder: string, name: string): Promise<Authority> {
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
    await run('openssl', ['req', '-x509', ...NEW_KEY, ...files, '-subj', `/CN=${name}`, '-days', '2']);
    return new Authority(folder, name);
  }

  get certificate(): string {
    return join(this.folder, `${this.name}.crt`);
  }

  /** A certificate for a server or client of this name, and its key. */
  async issue(name: string): Promise<{ certificate: string; key: string }> {
    const [key, request, certificate, extensions] = ['key', 'csr', 'crt', 'ext'].map((ending) =>
      join(this.folder, `${this.name}-${name}.${ending}`),
    ) as [string, string, string, string];
    await writeFile(extensions, `subjectAltName=DNS:${name}\n`);
    await run('openssl', ['req', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
    const signed = ['-CA', this.certificate, '-CAkey', join(this.folder, `${this.name}.key`), '-CAcreateserial'];
    const files = ['-in', request, '-out', certificate, '-extfile', extensions];
    await run('openssl', ['x509', '-req', ...files, ...signed, '-days', '2']);
    return { certificate, key };
  }
}
