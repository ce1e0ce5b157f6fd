import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { FORM_CHANGES } from '../wire/fields/form-fields.js';
import { OwnUserDto } from '../users/dto/user.dto.js';
import { ProfilesService } from '../users/profiles.service.js';
import { UsersService } from '../users/users.service.js';
import { ChangeCoachProfileDto } from './dto/coach-profile.dto.js';

@ApiTags('Profile')
@Controller('coach/profile')
@Allow('coach', 'admin')
export class CoachProfileController {
  constructor(
    private readonly users: UsersService,
    private readonly profiles: ProfilesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Look at my profile as a coach' })
  @ApiOkResponse({ type: OwnUserDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<OwnUserDto> {
    return this.users.findOwn(id);
  }

  @Put()
  @ApiOperation({
    summary: 'Change my profile as a coach',
    description: `${FORM_CHANGES} A page may send the whole user back.`,
  })
  @ApiOkResponse({ type: OwnUserDto })
  change(@CurrentPrincipal() { id }: Principal, @Body() body: ChangeCoachProfileDto): Promise<OwnUserDto> {
    return this.profiles.change(id, body);
  }
}
