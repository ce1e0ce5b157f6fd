import { Controller, Get, Header, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { ExportDto } from './dto/export.dto.js';
import { ExportTooSoonError, NoExportError } from './export-errors.js';
import { type ExportFile, ExportsService } from './exports.service.js';

const fileOf = ({ content, size }: ExportFile) =>
  new StreamableFile(content, {
    ...{ type: 'application/zip', disposition: 'attachment; filename="my-data.zip"', length: size },
  });

@ApiTags('Profile')
@Controller('users/me/export')
@AllowAny()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for my data',
    description:
      'A ZIP of all that is mine is made: JSON of everything, CSV of my logs, my sessions for calendars, and a README that explains each ' +
      'file. Other people appear in it by their role only. I am told by mail and in the application when it is ready. Once in 24 hours.',
  })
  @ApiAcceptedResponse({ type: ExportDto })
  @Refuses(new ExportTooSoonError(3_600))
  request(@CurrentPrincipal() { id }: Principal): Promise<ExportDto> {
    return this.exports.request(id);
  }

  @Get()
  @ApiOperation({
    summary: 'How far the file with my data is',
    description: 'While `state` is `waiting`, ask again every few seconds. The file is deleted after 24 hours.',
  })
  @ApiOkResponse({ type: ExportDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<ExportDto> {
    return this.exports.find(id);
  }

  @Get('file')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'The file with my data',
    description: 'Opens with the access token of its owner, and for nobody else.',
  })
  @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(new NoExportError())
  async open(@CurrentPrincipal() { id }: Principal): Promise<StreamableFile> {
    return fileOf(await this.exports.open(id));
  }
}
