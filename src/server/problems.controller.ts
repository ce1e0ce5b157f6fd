import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../config/project-root.js';
import { Public } from '../wire/public.js';

const PAGE = readFileSync(join(PROJECT_ROOT, 'docs/problems.md'), 'utf8');

/** docs/problems.md, to which the `type` of every problem document points. */
@ApiExcludeController()
@Controller()
export class ProblemsController {
  @Get('api/problems')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  show(): string {
    return PAGE;
  }
}
