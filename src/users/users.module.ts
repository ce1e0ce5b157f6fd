import { Module } from '@nestjs/common';
import { ProfilesService } from './profiles.service.js';
import { UsersService } from './users.service.js';

/** Who there is. */
@Module({ providers: [ProfilesService, UsersService], exports: [ProfilesService, UsersService] })
export class UsersModule {}
