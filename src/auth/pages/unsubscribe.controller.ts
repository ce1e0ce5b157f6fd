import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Config } from '../../config/config.js';
import type { Locale } from '../../users/domain/locale.js';
import { PreferredLocale } from '../../users/preferred-locale.js';
import { IgnoresBody } from '../../wire/bodies/ignores-body.js';
import { Public } from '../../wire/public.js';
import { UnsubscribeLinksService } from '../links/unsubscribe-links.service.js';
import { unsubscribePage } from './page.js';

const POLICY = "default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";

const Html = () => Header('Content-Type', 'text/html; charset=utf-8');
const Policy = () => Header('Content-Security-Policy', POLICY);

/** For mail programs, and for people who follow the link of a mail. The token in the address is all that they need. */
@ApiExcludeController()
@Controller('mail/unsubscribe')
@Public()
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinksService,
    private readonly config: Config,
  ) {}

  /** Changes nothing: mail programs and scanners open links on their own. */
  @Get(':token')
  @Html()
  @Policy()
  ask(@Param('token') token: string, @PreferredLocale() locale: Locale): string {
    return unsubscribePage(this.links.kindOf(token), locale, this.config.publicPath, false);
  }

  @Post(':token')
  @HttpCode(200)
  @IgnoresBody()
  @Html()
  @Policy()
  async unsubscribe(@Param('token') token: string, @PreferredLocale() locale: Locale): Promise<string> {
    return unsubscribePage(await this.links.unsubscribe(token), locale, this.config.publicPath, true);
  }
}
