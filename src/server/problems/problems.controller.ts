import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readFileSync } from 'node:fs';
import { shippedFile } from '../../config/project-root.js';
import { Public } from '../../wire/public.js';
import { htmlOf } from './markdown.js';

const PROBLEMS = readFileSync(shippedFile('docs/problems.md'), 'utf8');
const CHANGES = readFileSync(shippedFile('CHANGELOG.md'), 'utf8');

const POLICY = "default-src 'none';style-src 'unsafe-inline';base-uri 'none';form-action 'none';frame-ancestors 'none'";

const STYLE =
  ':root{color-scheme:light dark}body{max-width:860px;margin:0 auto;padding:16px 20px 60px;font:16px/1.55 system-ui,sans-serif}' +
  'h1 a,h2 a,h3 a,h4 a{color:inherit;text-decoration:none}h2:target{background:#fde68a;color:#111}' +
  'pre{overflow-x:auto;padding:12px;border:1px solid #8886;border-radius:8px}nav a{margin-right:16px}';

/** docs/problems.md, to which the `type` of every problem document points, and CHANGELOG.md. */
@ApiExcludeController()
@Controller()
@Public()
export class ProblemsController {
  @Get('api/problems')
  problems(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): string {
    return shown(PROBLEMS, 'Problems', accept, reply);
  }

  @Get('api/changes')
  changes(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): string {
    return shown(CHANGES, 'What changed', accept, reply);
  }
}

/** A page for browsers; the text as it is for everybody else. */
function shown(markdown: string, title: string, accept: string | undefined, reply: FastifyReply): string {
  void reply.header('Vary', 'Accept');
  if (accept?.includes('text/html') !== true) {
    void reply.type('text/plain; charset=utf-8');
    return markdown;
  }
  void reply.type('text/html; charset=utf-8').header('Content-Security-Policy', POLICY);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  // Relative, because a proxy may strip a part of the path.
  const links =
    '<nav><a href="docs">Swagger UI</a><a href="problems">Problems</a><a href="changes">What changed</a></nav>';
  return `<!doctype html><html lang="en"><head>${head}<style>${STYLE}</style></head><body>${links}${htmlOf(markdown)}</body></html>`;
}
