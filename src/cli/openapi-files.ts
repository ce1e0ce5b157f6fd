import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from '../openapi/document.js';
import { inShortLines } from './short-lines.js';

/** The committed files that are generated from the code, by path. */
export function openApiFiles(app: NestFastifyApplication): Record<string, string> {
  return { 'openapi.json': `${inShortLines(JSON.stringify(openApiDocument(app)))}\n` };
}
