import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { shippedFile } from '../../config/project-root.js';
import { Public } from '../../wire/public.js';
import { LocalGuard } from '../local.guard.js';
import { PageService } from './page.service.js';

const SCRIPT = readFileSync(shippedFile('pages/dev-page.js'), 'utf8');
const STYLE = readFileSync(shippedFile('pages/dev-page.css'), 'utf8');

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'";

/** Links what testers use, and lists the accounts that they log in with. */
@ApiExcludeController()
@Controller('dev')
@Public()
@UseGuards(LocalGuard)
export class PageController {
  constructor(private readonly pages: PageService) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  show(): Promise<string> {
    return this.pages.page();
  }

  @Get('page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }

  @Get('page.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }
}
