import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ChangePolicyDto, PolicyDto } from './dto/policy.dto.js';
import { PoliciesService } from './policies.service.js';

@ApiTags('Coach: schedule')
@Controller('coach/policy')
@Allow('coach')
export class PolicyController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @ApiOperation({ summary: 'Look at what it costs to cancel late or not to come' })
  @ApiOkResponse({ type: PolicyDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<PolicyDto> {
    return this.policies.find(id);
  }

  @Put()
  @ApiOperation({
    summary: 'Change what it costs to cancel late or not to come',
    description: 'Only what is sent changes. A booking keeps the policy that it was made under.',
  })
  @ApiOkResponse({ type: PolicyDto })
  change(@CurrentPrincipal() { id }: Principal, @Body() body: ChangePolicyDto): Promise<PolicyDto> {
    return this.policies.change(id, body);
  }
}
