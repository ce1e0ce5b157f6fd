import { Module } from '@nestjs/common';
import { OutboxModule } from '../outbox/outbox.module.js';
import { ProfilesService } from './profiles.service.js';
import { SettingsService } from './settings.service.js';
import { UserRecordsService } from './user-records.service.js';
import { UsersService } from './users.service.js';

const services = [ProfilesService, SettingsService, UsersService, UserRecordsService];

/** Users, their profiles and settings. */
@Module({ imports: [OutboxModule], providers: services, exports: services })
export class UsersModule {}
