import { type DynamicModule, Module } from '@nestjs/common';
import { MailModule } from '../notifications/mail/mail.module.js';
import { ClockController } from './clock.controller.js';
import { DemoWorld } from './demo-world.js';
import { DevelopmentClockService } from './development-clock.service.js';
import { PageController } from './page/page.controller.js';
import { PageService } from './page/page.service.js';
import { ResetController } from './reset.controller.js';
import { ResetService } from './reset.service.js';

/** What testers need. The application has it in development only, on the embedded database only. */
@Module({})
export class DevModule {
  static with(world: DemoWorld): DynamicModule {
    return {
      module: DevModule,
      imports: [MailModule],
      controllers: [ClockController, PageController, ResetController],
      providers: [DevelopmentClockService, PageService, ResetService, { provide: DemoWorld, useValue: world }],
    };
  }
}
