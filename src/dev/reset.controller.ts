import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../wire/public.js';
import { type ResetAnswer, ResetDto } from './dto/reset.dto.js';
import { LocalGuard } from './local.guard.js';
import { ResetService } from './reset.service.js';

/** Lets testers begin anew. */
@ApiExcludeController()
@Controller()
@Public()
@UseGuards(LocalGuard)
export class ResetController {
  constructor(private readonly resets: ResetService) {}

  @Post('dev/reset')
  @HttpCode(200)
  reset(@Body() { scenarios }: ResetDto): Promise<ResetAnswer> {
    return this.resets.reset(scenarios);
  }
}
