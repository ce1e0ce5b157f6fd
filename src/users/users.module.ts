import { Module } from '@nestjs/common';
import { UsersService } from './users.service.js';

/** Who there is. */
@Module({ providers: [UsersService], exports: [UsersService] })
export class UsersModule {}
