import { Module } from '@nestjs/common';
import { ProfilesService } from './profiles.service.js';
import { UserRecordsService } from './user-records.service.js';
import { UsersService } from './users.service.js';

const services = [ProfilesService, UsersService, UserRecordsService];

/** Who there is. */
@Module({ providers: services, exports: services })
export class UsersModule {}
