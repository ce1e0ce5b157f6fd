import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { BookingPaymentsController } from './booking-payments.controller.js';
import { CheckoutsService } from './checkouts/checkouts.service.js';
import { InPersonService } from './in-person.service.js';
import { PriceNeededError } from './payment-errors.js';
import { DueController } from './lists/due.controller.js';
import { DueService } from './lists/due.service.js';
import { EarningsService } from './lists/earnings.service.js';
import { PaymentListsController } from './lists/payment-lists.controller.js';
import { PaymentListsService } from './lists/payment-lists.service.js';
import { ReceiptsService } from './lists/receipts.service.js';
import { PaymentEventsService } from './payment-events.service.js';
import { PaymentRecordsService } from './payment-records.service.js';
import { ProviderEventsService } from './provider-events.service.js';
import { ProviderWebhooksController } from './provider-webhooks.controller.js';
import { RefundRecordsService } from './refunds/refund-records.service.js';
import { RefundSenderService } from './refunds/refund-sender.service.js';

export const paymentConstraints: ConstraintRefusals = {
  session_types_payment: () => new PriceNeededError(),
};

/** What bookings cost, how clients pay, and what goes back. */
@Module({
  imports: [BookingsModule, OutboxModule],
  controllers: [BookingPaymentsController, DueController, PaymentListsController, ProviderWebhooksController],
  providers: [
    CheckoutsService,
    DueService,
    EarningsService,
    PaymentListsService,
    InPersonService,
    PaymentEventsService,
    PaymentRecordsService,
    ProviderEventsService,
    ReceiptsService,
    RefundRecordsService,
    RefundSenderService,
  ],
  exports: [PaymentRecordsService, ReceiptsService],
})
export class PaymentsModule {}
