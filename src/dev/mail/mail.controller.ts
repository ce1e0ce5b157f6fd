import { applyDecorators, Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../wire/public.js';
import { LocalGuard } from '../local.guard.js';
import { type MailEntry, MailViewsService } from './mail-views.service.js';

const PAGE_POLICY =
  "default-src 'none';style-src 'unsafe-inline';frame-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'";
/** Also when it is opened by itself, a mail runs no script and loads nothing. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox;default-src 'none';style-src 'unsafe-inline';form-action 'none';frame-ancestors 'self'";

const page = (policy: string) =>
  applyDecorators(Header('Content-Type', 'text/html; charset=utf-8'), Header('Content-Security-Policy', policy));
const Page = () => page(PAGE_POLICY);
const FramedMail = () => applyDecorators(page(MAIL_POLICY), Header('X-Frame-Options', 'SAMEORIGIN'));
const File = (type: string, name: string) =>
  applyDecorators(Header('Content-Type', type), Header('Content-Disposition', `attachment; filename="${name}"`));

/** Lets testers read the mails that development keeps. */
@ApiExcludeController()
@Controller('dev')
@Public()
@UseGuards(LocalGuard)
export class MailController {
  constructor(private readonly views: MailViewsService) {}

  @Get('mail')
  @Page()
  list(): Promise<string> {
    return this.views.listPage();
  }

  @Get('mail.json')
  entries(): Promise<MailEntry[]> {
    return this.views.entries();
  }

  @Get('mail/samples')
  @Page()
  samples(): string {
    return this.views.samplesPage();
  }

  @Get('mail/samples/:id')
  @Page()
  sample(@Param('id') id: string): string {
    return this.views.samplePage(id);
  }

  @Get('mail/samples/:id/page')
  @FramedMail()
  sampleHtml(@Param('id') id: string): string {
    return this.views.sampleHtml(id);
  }

  @Get('mail/:id')
  @Page()
  show(@Param('id') id: string): Promise<string> {
    return this.views.page(id);
  }

  @Get('mail/:id/page')
  @FramedMail()
  html(@Param('id') id: string): Promise<string> {
    return this.views.html(id);
  }

  @Get('mail/:id/mail.eml')
  @File('message/rfc822', 'mail.eml')
  raw(@Param('id') id: string): Promise<Buffer> {
    return this.views.raw(id);
  }

  @Get('mail/:id/session.ics')
  @File('text/calendar; charset=utf-8', 'session.ics')
  invitation(@Param('id') id: string): Promise<string> {
    return this.views.invitation(id);
  }
}
