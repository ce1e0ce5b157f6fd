import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { demoWorld } from '../seeds/reset.js';
import { AdminModule } from './admin/admin.module.js';
import { AccessGuard } from './auth/access/access.guard.js';
import { AuthenticationGuard } from './auth/access/authentication.guard.js';
import { accountConstraints, AuthModule } from './auth/auth.module.js';
import { RateLimitGuard } from './auth/limits/rate-limit.guard.js';
import { availabilityConstraints, AvailabilityModule } from './availability/availability.module.js';
import { bookingConstraints, BookingsModule } from './bookings/bookings.module.js';
import { calendarConstraints, CalendarsModule } from './calendars/calendars.module.js';
import { GoogleModule } from './calendars/google/google.module.js';
import { ClientPortalModule } from './client-portal/client-portal.module.js';
import { coachPortalConstraints, CoachPortalModule } from './coach-portal/coach-portal.module.js';
import { connectionConstraints } from './connections/connections.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { CardPayments } from './config/payments-config.js';
import { DevModule } from './dev/dev.module.js';
import { MailViewsModule } from './dev/mail/mail-views.module.js';
import { PayModule } from './dev/pay/pay.module.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { FeedbackModule } from './feedback/feedback.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import { packConstraints, PacksModule } from './packs/packs.module.js';
import { paymentConstraints, PaymentsModule } from './payments/payments.module.js';
import { PaymentProvidersModule } from './payments/providers/payment-providers.module.js';
import { personalDataConstraints, PersonalDataModule } from './personal-data/personal-data.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { reviewConstraints, ReviewsModule } from './reviews/reviews.module.js';
import { seriesConstraints, SeriesModule } from './series/series.module.js';
import { ServerModule } from './server/server.module.js';
import { ProblemFilter } from './server/problems/problem.filter.js';
import { DtoPipe } from './wire/validation.pipe.js';
import { TimeModule } from './time/time.module.js';
import { trainingConstraints, TrainingModule } from './training/training.module.js';
import { VideoModule } from './video/video.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { waitlistConstraints, WaitlistModule } from './waitlist/waitlist.module.js';

/** The composition root: the one file that sees every module. */
@Module({})
export class AppModule {
  /** `isEmbedded`: the database is the embedded one, whose data nobody misses. */
  static with(config: Config, isEmbedded = false): DynamicModule {
    const hasTools = config.environment === 'development' && isEmbedded;
    const payments = new CardPayments(config.payments.provider, hasTools || config.environment === 'test');
    const tools = [
      ...(hasTools ? [DevModule.with(demoWorld)] : []),
      ...(hasTools && config.smtpUrl === null ? [MailViewsModule] : []),
      ...(hasTools && config.payments.provider === 'fake' ? [PayModule] : []),
    ];
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, payments),
        TimeModule,
        DatabaseModule.with(entities),
        ServerModule.with({
          ...accountConstraints,
          ...availabilityConstraints,
          ...bookingConstraints,
          ...connectionConstraints,
          ...seriesConstraints,
          ...calendarConstraints,
          ...trainingConstraints,
          ...coachPortalConstraints,
          ...waitlistConstraints,
          ...reviewConstraints,
          ...packConstraints,
          ...paymentConstraints,
          ...personalDataConstraints,
        }),
        OutgoingModule,
        SecretsModule,
        PaymentsModule,
        PaymentProvidersModule.with(payments),
        AuthModule,
        AvailabilityModule,
        BookingsModule,
        SeriesModule,
        WaitlistModule,
        ReviewsModule,
        PacksModule,
        ReportsModule,
        CalendarsModule,
        GoogleModule,
        TrainingModule,
        ClientPortalModule,
        CoachPortalModule,
        AdminModule,
        FeedbackModule,
        NotificationsModule,
        WebhooksModule,
        VideoModule,
        PersonalDataModule,
        RetentionModule,
        ...tools,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: who asks, how often, and whether they may.
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: DtoPipe },
      ],
    };
  }
}
