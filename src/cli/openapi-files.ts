import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { openApiDocument } from '../openapi/document.js';
import { inShortLines } from './short-lines.js';

/** The committed files that are generated from the code, by path: the document, and the types for clients. */
export async function openApiFiles(app: NestFastifyApplication): Promise<Record<string, string>> {
  const document = `${inShortLines(JSON.stringify(openApiDocument(app)))}\n`;
  const types = astToString(await openapiTS(document));
  return { 'openapi.json': document, 'test/contract/api-schema.d.ts': `${COMMENT_HEADER}${types}` };
}
