import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type FakePayment,
  FakePaymentsService,
  type Press,
} from '../../payments/providers/fake/fake-payments.service.js';
import { FakeSenderService } from '../../payments/providers/fake/fake-sender.service.js';
import { GENERAL, ProblemException } from '../../problems/problem.js';
import { Clock } from '../../time/clock.js';
import { payListPage, payPage, sentenceOf } from './pay-page.js';

/** Browsers follow a form's redirect only to origins that the policy of its page names. */
const policyOf = ({ successUrl, cancelUrl }: FakePayment) =>
  `default-src 'none';style-src 'self';form-action 'self' ${new URL(successUrl).origin} ${new URL(cancelUrl).origin};` +
  `base-uri 'none';frame-ancestors 'none'`;

/** Lets testers pay, decline and abandon, and sends the browser where a provider would. */
@Injectable()
export class PayService {
  constructor(
    private readonly payments: FakePaymentsService,
    private readonly sender: FakeSenderService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<string> {
    return payListPage(await this.payments.newest(), this.clock.now());
  }

  async page(ref: string, reply: FastifyReply): Promise<string> {
    return this.shown(await this.payment(ref), reply);
  }

  /** We are told before the browser arrives, if we answer; else the worker tells us later. */
  async press(ref: string, press: Press, reply: FastifyReply): Promise<string> {
    const isPressed = await this.payments.press(ref, press);
    const payment = await this.payment(ref);
    if (!isPressed) return this.refused(payment, reply);
    await this.sender.run(this.clock.now());
    void reply.status(303).header('Location', press === 'pay' ? payment.successUrl : payment.cancelUrl);
    return '';
  }

  async refuseRefunds(ref: string, refuses: boolean, reply: FastifyReply): Promise<string> {
    const isChanged = await this.payments.refuseRefunds(ref, refuses);
    const payment = await this.payment(ref);
    return isChanged ? this.shown(payment, reply) : this.refused(payment, reply);
  }

  private refused(payment: FakePayment, reply: FastifyReply): string {
    void reply.status(409);
    return this.shown(payment, reply, `Nothing was done. ${sentenceOf(payment, this.clock.now())}`);
  }

  private shown(payment: FakePayment, reply: FastifyReply, note: string | null = null): string {
    void reply.header('Content-Security-Policy', policyOf(payment));
    // With no-referrer a browser would hide where the form comes from, and `LocalGuard` refuse it.
    void reply.header('Referrer-Policy', 'same-origin');
    return payPage(payment, this.clock.now(), note);
  }

  private async payment(ref: string): Promise<FakePayment> {
    const payment = await this.payments.find(ref);
    if (payment === null) throw new ProblemException(404, ...GENERAL[404]);
    return payment;
  }
}
