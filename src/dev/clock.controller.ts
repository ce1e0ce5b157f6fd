import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../wire/public.js';
import { DevelopmentClockService } from './development-clock.service.js';
import { type ClockDto, SetClockDto } from './dto/clock.dto.js';
import { LocalGuard } from './local.guard.js';

/** Lets testers see time pass. */
@ApiExcludeController()
@Controller()
@Public()
@UseGuards(LocalGuard)
export class ClockController {
  constructor(private readonly clock: DevelopmentClockService) {}

  @Get('dev/clock')
  show(): ClockDto {
    return this.clock.show();
  }

  @Post('dev/clock')
  @HttpCode(200)
  set(@Body() wish: SetClockDto): Promise<ClockDto> {
    return this.clock.set(wish);
  }
}
