import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowAny } from '../auth/access/access.js';
import { type AuthenticatedRequest, CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { Refuses } from '../problems/refuses.js';
import { EVENT_STREAM } from '../wire/answers/event-stream.js';
import type { Page } from '../wire/lists/paging.js';
import { PathLongId } from '../wire/fields/path-id.js';
import { NotificationDto, NotificationsQuery, UnreadCountDto } from './dto/notification.dto.js';
import { NotificationNotFoundError } from './notification-errors.js';
import { NotificationsService } from './notifications.service.js';
import { answerWithStream } from './stream/stream-answer.js';
import { TooManyStreamsError } from './stream/stream-errors.js';
import { StreamsService } from './stream/streams.service.js';

@ApiTags('Notifications')
@Controller('notifications')
@AllowAny()
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly streams: StreamsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What happened to my bookings',
    description:
      'The newest comes first. What I did myself is not here. Texts are in the language and time zone of my settings. ' +
      'Notifications are kept for a year, unless configured otherwise.',
  })
  @ApiOkResponse({ type: [NotificationDto] })
  list(@CurrentPrincipal() { id }: Principal, @Query() query: NotificationsQuery): Promise<Page<NotificationDto>> {
    return this.notifications.list(id, query);
  }

  @Get('unread-count')
  @ApiOperation({ summary: 'How many notifications I have not read' })
  @ApiOkResponse({ type: UnreadCountDto })
  async countUnread(@CurrentPrincipal() { id }: Principal): Promise<UnreadCountDto> {
    return { count: await this.notifications.countUnread(id) };
  }

  @Post('read-all')
  @HttpCode(204)
  @ApiOperation({ summary: 'Mark all my notifications as read' })
  @ApiNoContentResponse()
  readAll(@CurrentPrincipal() { id }: Principal): Promise<void> {
    return this.notifications.readAll(id);
  }

  @Post(':id/read')
  @HttpCode(204)
  @ApiOperation({ summary: 'Mark a notification as read' })
  @ApiNoContentResponse()
  @Refuses(new NotificationNotFoundError())
  read(@CurrentPrincipal() me: Principal, @Param('id', PathLongId) id: number): Promise<void> {
    return this.notifications.read(me.id, id);
  }

  @Get('stream')
  @ApiOperation({
    summary: 'My notifications as they come',
    description:
      'Server-Sent Events: `event: notification`, whose `id` is that of the notification and whose `data` is the notification as ' +
      'JSON. Read it with fetch and the bearer token, never with a token in the address. `Last-Event-ID` goes on after that ' +
      'notification. The stream ends with the access token or the session; five of one user are open at most.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that came.' })
  @ApiProduces(EVENT_STREAM)
  @ApiOkResponse({ content: { [EVENT_STREAM]: { schema: { type: 'string' } } } })
  @Refuses(new TooManyStreamsError(5))
  stream(@Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerWithStream(this.streams, request, reply);
  }
}
