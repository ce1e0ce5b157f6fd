import { Controller, Get, Header, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IgnoresBody } from '../../wire/bodies/ignores-body.js';
import { Public } from '../../wire/public.js';
import { LocalGuard } from '../local.guard.js';
import { PayService } from './pay.service.js';

const LIST_POLICY = "default-src 'none';style-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'";
const Html = () => Header('Content-Type', 'text/html; charset=utf-8');
const Reply = () => Res({ passthrough: true });

/** The pages of the fake payment provider. */
@ApiExcludeController()
@Controller('dev/pay')
@Public()
@UseGuards(LocalGuard)
export class PayController {
  constructor(private readonly pages: PayService) {}

  @Get()
  @Html()
  @Header('Content-Security-Policy', LIST_POLICY)
  list(): Promise<string> {
    return this.pages.list();
  }

  @Get(':ref')
  @Html()
  show(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.page(ref, reply);
  }

  @Post(':ref/pay')
  @IgnoresBody()
  @HttpCode(200)
  @Html()
  pay(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.press(ref, 'pay', reply);
  }

  @Post(':ref/decline')
  @IgnoresBody()
  @HttpCode(200)
  @Html()
  decline(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.press(ref, 'decline', reply);
  }

  @Post(':ref/abandon')
  @IgnoresBody()
  @HttpCode(200)
  @Html()
  abandon(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.press(ref, 'abandon', reply);
  }

  @Post(':ref/refuse-refunds')
  @IgnoresBody()
  @HttpCode(200)
  @Html()
  refuseRefunds(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.refuseRefunds(ref, true, reply);
  }

  @Post(':ref/take-refunds')
  @IgnoresBody()
  @HttpCode(200)
  @Html()
  takeRefunds(@Param('ref') ref: string, @Reply() reply: FastifyReply): Promise<string> {
    return this.pages.refuseRefunds(ref, false, reply);
  }
}
