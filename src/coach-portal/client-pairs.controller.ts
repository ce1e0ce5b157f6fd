import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { CoachNotesService } from '../connections/coach-notes.service.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { ClientNotesDto, WriteClientNotesDto } from '../connections/dto/notes.dto.js';
import { PairsService } from '../connections/pairs.service.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { CoachBlocksService } from './coach-blocks.service.js';

/** What is between one coach and one client: notes, and a block. */
@ApiTags('Coach: clients')
@Controller('coach/clients/:client_id')
@Allow('coach')
export class ClientPairsController {
  constructor(
    private readonly notes: CoachNotesService,
    private readonly pairs: PairsService,
    private readonly blocks: CoachBlocksService,
  ) {}

  @Get('notes')
  @ApiOperation({
    summary: 'Read my notes on a client',
    description: 'Nobody else reads them here, admins neither. They are in the export that the client may ask for.',
  })
  @ApiOkResponse({ type: ClientNotesDto })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  showNotes(
    @CurrentPrincipal() { id }: Principal,
    @Param('client_id', PathId) clientId: number,
  ): Promise<ClientNotesDto> {
    return this.notes.read(id, clientId);
  }

  @Put('notes')
  @ApiOperation({
    summary: 'Write my notes on a client',
    description:
      'They replace those before. Write what the client may read: they are in the export that the client may ask for.',
  })
  @ApiOkResponse({ type: ClientNotesDto })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  writeNotes(
    @CurrentPrincipal() { id }: Principal,
    @Param('client_id', PathId) clientId: number,
    @Body() { notes }: WriteClientNotesDto,
  ): Promise<ClientNotesDto> {
    return this.notes.write(id, clientId, notes);
  }

  @Put('block')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take no new bookings of a client',
    description:
      'New bookings, holds and places on waitlists are refused to them (409 `blocked`). Their bookings stay, and can be moved; ' +
      'holds and offers end. Waitlists offer them nothing until I unblock them.',
  })
  @ApiNoContentResponse({ description: 'They are blocked.' })
  @Refuses(new ClientNotFoundError())
  block(@CurrentPrincipal() { id }: Principal, @Param('client_id', PathId) clientId: number): Promise<void> {
    return this.blocks.block(id, clientId);
  }

  @Delete('block')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take bookings of a client again' })
  @ApiNoContentResponse({ description: 'They are not blocked.' })
  @Refuses(new ClientNotFoundError())
  unblock(@CurrentPrincipal() { id }: Principal, @Param('client_id', PathId) clientId: number): Promise<void> {
    return this.pairs.unblock(id, clientId);
  }
}
