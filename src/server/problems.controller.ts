import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { shippedFile } from '../config/project-root.js';
import { Public } from '../wire/public.js';

const PAGE = readFileSync(shippedFile('docs/problems.md'), 'utf8');

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
