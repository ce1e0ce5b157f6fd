import { Module } from '@nestjs/common';
import { PayController } from './pay.controller.js';
import { PayService } from './pay.service.js';

/** `/dev/pay`. The application has it where it has the other tools of development, and only while the fake provider takes payments. */
@Module({ controllers: [PayController], providers: [PayService] })
export class PayModule {}
