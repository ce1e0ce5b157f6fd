import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { shippedFile } from '../config/project-root.js';
import { PAGE_PATHS } from './paths.js';

/** Scripts, styles and requests of this server alone; nothing is loaded from elsewhere, nothing is written into the page. */
const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'";

export class WebAppMissingError extends Error {
  constructor() {
    super('The web application is not built. npm run build builds it; WEB_APP=off leaves it out.');
  }
}

/** Serves the web application: its page at every address of a page, and the files that the page loads. */
export function serveWebApp(fastify: FastifyInstance, { publicPath }: Pick<Config, 'publicPath'>): void {
  const folder = shippedFile('web/dist');
  const file = join(folder, 'index.html');
  if (!existsSync(file)) throw new WebAppMissingError();
  const page = pageFor(readFileSync(file, 'utf8'), publicPath);

  const showPage = (_request: unknown, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', POLICY)
      .header('Cache-Control', 'no-cache')
      .send(page);
  for (const path of ['', ...PAGE_PATHS]) fastify.get(`/${path}`, showPage);
  for (const path of PAGE_PATHS) fastify.get(`/${path}/*`, showPage);

  // The names of these files have a hash of their content.
  void fastify.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    wildcard: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
}

/** The build has relative addresses, which would lead elsewhere from a deep page. `publicPath` is safe in HTML: it comes from a URL. */
function pageFor(html: string, publicPath: string): string {
  return html
    .replaceAll('"./assets/', `"${publicPath}/assets/`)
    .replace('name="public-path" content=""', `name="public-path" content="${publicPath}"`);
}
