import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { PAGE_POLICY } from '../../auth/pages/page.js';
import { Config } from '../../config/config.js';
import { shippedFile } from '../../config/project-root.js';
import type { Locale } from '../../users/domain/locale.js';
import { PreferredLocale } from '../../users/preferred-locale.js';
import { PathId } from '../../wire/fields/path-id.js';
import { Public } from '../../wire/public.js';
import { joinPage } from './join-page.js';

const SCRIPT = readFileSync(shippedFile('pages/join-page.js'), 'utf8');

/** The page that mails and calendars of video sessions link to, until a web application has its own. */
@ApiExcludeController()
@Controller()
@Public()
export class JoinPageController {
  constructor(private readonly config: Config) {}

  @Get('join/:booking')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', PAGE_POLICY)
  join(@Param('booking', PathId) bookingId: number, @PreferredLocale() locale: Locale): string {
    return joinPage(bookingId, locale, this.config.publicPath);
  }

  @Get('join-pages/page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }
}
