import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { shippedFile } from '../../config/project-root.js';
import { Public } from '../../wire/public.js';

const STYLE = readFileSync(shippedFile('pages/account-page.css'), 'utf8');

/** The style of pages that work without the web application. */
@ApiExcludeController()
@Controller('account-pages')
@Public()
export class PageStyleController {
  @Get('page.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }
}
