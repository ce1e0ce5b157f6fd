import { Module } from '@nestjs/common';
import { ProfilesService } from './profiles.service.js';
import { UserRecords } from './user-records.js';
import { UsersService } from './users.service.js';

const services = [ProfilesService, UsersService, UserRecords];

/** Who there is. */
@Module({ providers: services, exports: services })
export class UsersModule {}
