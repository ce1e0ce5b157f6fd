import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminAuditService } from '../audit/admin-audit.service.js';
import { AdminAuditEntryDto, AdminAuditQuery } from '../audit/dto/admin-audit.dto.js';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import type { Page } from '../wire/lists/paging.js';

@ApiTags('Admin')
@Controller('admin/audit')
@Allow('admin')
export class AdminAuditController {
  constructor(private readonly audit: AdminAuditService) {}

  @Get()
  @ApiOperation({
    summary: 'See what admins changed of others',
    description:
      'Each change of a row that belongs to somebody else, or to the platform: who, what, before and after, never a secret. The latest ' +
      'comes first. Entries stay for good; what they hold of a deleted user is emptied. The client of a plan that you see here ' +
      'finds you in their access log.',
  })
  @ApiOkResponse({ type: [AdminAuditEntryDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: AdminAuditQuery): Promise<Page<AdminAuditEntryDto>> {
    return this.audit.list(me, query);
  }
}
