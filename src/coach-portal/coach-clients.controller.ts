import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { AttendanceService } from '../bookings/outcomes/attendance.service.js';
import { AttendanceCountsDto } from '../bookings/outcomes/dto/outcomes.dto.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { Refuses } from '../problems/refuses.js';
import { ListedClientDto } from '../connections/dto/listed-client.dto.js';
import { NamePageQuery, type Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { DietLogDto, LogsQuery, WorkoutLogDto } from '../training/dto/logs.dto.js';
import { DIET_LOGS, WORKOUT_LOGS } from '../training/logs/log-kinds.js';
import { LogsService } from '../training/logs/logs.service.js';
import { ProgressService } from '../training/progress/progress.service.js';
import { UserDto } from '../users/dto/user.dto.js';
import { OfConnectedClient } from './connected-client.guard.js';
import { ClientProgressDto } from './dto/client-progress.dto.js';

@ApiTags('Coach: clients')
@Controller('coach/clients')
@Allow('coach', 'admin')
export class CoachClientsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly logs: LogsService,
    private readonly progress: ProgressService,
    private readonly attendance: AttendanceService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List my connected clients',
    description:
      'Those who share a confirmed or completed booking with this coach, by name. What a client does not share is null. Admins ' +
      'see all clients.',
  })
  @ApiOkResponse({ type: [ListedClientDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: NamePageQuery): Promise<Page<ListedClientDto>> {
    return this.connections.clients(me, query);
  }

  @Get(':client_id')
  @OfConnectedClient('profile')
  @ApiOperation({
    summary: 'Look at the profile of a connected client',
    description: 'Health that the client does not share is null. Admins: of any client, all.',
  })
  @ApiOkResponse({ type: UserDto })
  show(@CurrentPrincipal() me: Principal, @Param('client_id', PathId) clientId: number): Promise<UserDto> {
    return this.connections.client(me, clientId);
  }

  @Get(':client_id/attendance')
  @ApiOperation({
    summary: 'How often a connected client came',
    description: 'Of the sessions with this coach. Admins: of any client, with all coaches.',
  })
  @ApiOkResponse({ type: AttendanceCountsDto })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  countAttendance(
    @CurrentPrincipal() me: Principal,
    @Param('client_id', PathId) clientId: number,
  ): Promise<AttendanceCountsDto> {
    return this.attendance.counts(me, clientId);
  }

  @Get(':client_id/workout-logs')
  @OfConnectedClient('workouts')
  @ApiOperation({
    summary: 'Read the workout logs of a connected client',
    description: 'The latest day comes first. Admins: of any client.',
  })
  @ApiOkResponse({ type: [WorkoutLogDto] })
  listWorkouts(
    @CurrentPrincipal() me: Principal,
    @Param('client_id', PathId) clientId: number,
    @Query() query: LogsQuery,
  ): Promise<Page<WorkoutLogDto>> {
    return this.logs.list(WORKOUT_LOGS, clientId, query, this.connections.stillOpen(me, 'workouts'));
  }

  @Get(':client_id/diet-logs')
  @OfConnectedClient('diet')
  @ApiOperation({
    summary: 'Read the diet logs of a connected client',
    description: 'The latest day comes first. Admins: of any client.',
  })
  @ApiOkResponse({ type: [DietLogDto] })
  listMeals(
    @CurrentPrincipal() me: Principal,
    @Param('client_id', PathId) clientId: number,
    @Query() query: LogsQuery,
  ): Promise<Page<DietLogDto>> {
    return this.logs.list(DIET_LOGS, clientId, query, this.connections.stillOpen(me, 'diet'));
  }

  @Get(':client_id/progress')
  @OfConnectedClient('progress')
  @ApiOperation({ summary: 'See the progress of a connected client', description: 'Admins: of any client.' })
  @ApiOkResponse({ type: ClientProgressDto })
  async showProgress(
    @CurrentPrincipal() me: Principal,
    @Param('client_id', PathId) clientId: number,
  ): Promise<ClientProgressDto> {
    return ClientProgressDto.from(
      clientId,
      await this.progress.of(clientId, me.timeZone, this.connections.stillOpen(me, 'progress')),
    );
  }
}
