import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { AccountLettersService } from './letters/account-letters.service.js';
import { BookingLettersService } from './letters/booking-letters.service.js';
import { EventLettersService } from './letters/event-letters.service.js';
import { LettersService } from './letters/letters.service.js';
import { MailChannelService } from './letters/mail-channel.service.js';
import { PaymentLettersService } from './letters/payment-letters.service.js';
import { ReminderLettersService } from './letters/reminder-letters.service.js';
import { ReviewLettersService } from './letters/review-letters.service.js';
import { WaitlistLettersService } from './letters/waitlist-letters.service.js';
import { MailModule } from './mail/mail.module.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsService } from './notifications.service.js';
import { ReadersService } from './readers.service.js';
import { AttendanceTellingService } from './attendance/attendance-telling.service.js';
import { AttendanceLettersService } from './letters/attendance-letters.service.js';
import { PaymentTellingService } from './payments/payment-telling.service.js';
import { ReviewTellingService } from './reviews/review-telling.service.js';
import { RemindersService } from './reminders/reminders.service.js';
import { StreamsService } from './stream/streams.service.js';
import { TellingService } from './telling.service.js';

/** Who is told what, in the application and by mail. Nothing imports it but the application. */
@Module({
  imports: [AuthModule, BookingsModule, MailModule, OutboxModule],
  controllers: [NotificationsController],
  providers: [
    ...[NotificationsService, ReadersService, RemindersService, StreamsService, TellingService],
    ...[AccountLettersService, BookingLettersService, LettersService, MailChannelService, ReminderLettersService],
    ...[AttendanceLettersService, AttendanceTellingService, EventLettersService],
    ...[PaymentLettersService, PaymentTellingService],
    ...[ReviewLettersService, ReviewTellingService, WaitlistLettersService],
  ],
})
export class NotificationsModule {}
