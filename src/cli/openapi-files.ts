import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { openApiDocument } from '../openapi/document.js';

/** The committed files that follow from the code, by their path: the document, and the types of a client of it. */
export async function openApiFiles(app: NestFastifyApplication): Promise<Record<string, string>> {
  const document = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
  const types = astToString(await openapiTS(document));
  return { 'openapi.json': document, 'test/contract/api-schema.d.ts': `${COMMENT_HEADER}${types}` };
}
