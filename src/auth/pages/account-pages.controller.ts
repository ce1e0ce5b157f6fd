import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { Config } from '../../config/config.js';
import { shippedFile } from '../../config/project-root.js';
import type { Locale } from '../../users/domain/locale.js';
import { PreferredLocale } from '../../users/preferred-locale.js';
import { Public } from '../../wire/public.js';
import { linkPage, PAGE_POLICY } from './page.js';

const fileOf = (name: string) => readFileSync(shippedFile(`pages/${name}`), 'utf8');
const SCRIPT = fileOf('account-page.js');
const STYLE = fileOf('account-page.css');

const Html = () => Header('Content-Type', 'text/html; charset=utf-8');
const Policy = () => Header('Content-Security-Policy', PAGE_POLICY);

/** The pages that links in mails open, until a web application has its own. */
@ApiExcludeController()
@Controller()
@Public()
export class AccountPagesController {
  constructor(private readonly config: Config) {}

  @Get('reset-password')
  @Html()
  @Policy()
  resetPassword(@PreferredLocale() locale: Locale): string {
    return linkPage('reset', locale, this.config.publicPath);
  }

  @Get('verify-email')
  @Html()
  @Policy()
  verifyEmail(@PreferredLocale() locale: Locale): string {
    return linkPage('verify', locale, this.config.publicPath);
  }

  @Get('change-email')
  @Html()
  @Policy()
  changeEmail(@PreferredLocale() locale: Locale): string {
    return linkPage('email', locale, this.config.publicPath);
  }

  @Get('account-pages/page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }

  @Get('account-pages/page.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }
}
