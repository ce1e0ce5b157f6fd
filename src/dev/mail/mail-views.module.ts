import { Module } from '@nestjs/common';
import { MailModule } from '../../notifications/mail/mail.module.js';
import { MailController } from './mail.controller.js';
import { MailViewsService } from './mail-views.service.js';

/** `/dev/mail`. The application has it where it has the other tools of development, and only while no mail server takes the mails. */
@Module({ imports: [MailModule], controllers: [MailController], providers: [MailViewsService] })
export class MailViewsModule {}
