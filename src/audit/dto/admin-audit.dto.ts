import { Choice, Instant, Int, JsonObject, LongId, Text, Uuid } from '../../wire/fields/fields.js';
import { NotAfter, NotBefore, QueryInstant, QueryInt } from '../../wire/fields/query-fields.js';
import { LongTimePageQuery } from '../../wire/lists/paging.js';
import { AUDIT_ACTIONS, type AuditAction, AUDITED, type Audited } from '../audited.js';

/** One change that an admin made to what belongs to somebody else, or to all. */
export class AdminAuditEntryDto {
  @LongId({ example: 7 })
  readonly id: number;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly at: string;

  @Int({ description: 'The admin.', example: 1 })
  readonly actor_id: number;

  @Text({ max: 255, description: 'Their name now.', example: 'Admin' })
  readonly actor_name: string;

  @Choice(AUDITED, 'Audited', { description: '`webhook` is an endpoint of the platform.', example: 'booking' })
  readonly what: Audited;

  @Choice(AUDIT_ACTIONS, 'AuditAction', { description: 'What the admin did with it.', example: 'change' })
  readonly action: AuditAction;

  @Text({
    max: 40,
    nullable: true,
    description: 'The id of the booking, the plan … Null once the person is deleted.',
    example: '12',
  })
  readonly record_id: string | null;

  @Int({
    nullable: true,
    description: 'Whose it is: the client of a booking. Null for what is nobody’s, or the platform’s.',
    example: 3,
  })
  readonly subject_id: number | null;

  @Text({ max: 255, nullable: true, description: 'Their name now.', example: 'Client 1' })
  readonly subject_name: string | null;

  @JsonObject({
    nullable: true,
    description: 'The fields that changed, as they were. Null when it is new, and once the person is deleted.',
    example: { status: 'confirmed', cancelled_by: null },
  })
  readonly before: Record<string, unknown> | null;

  @JsonObject({
    nullable: true,
    description: 'The same fields afterwards. Null when it is deleted, and once the person is.',
    example: { status: 'cancelled', cancelled_by: 'admin' },
  })
  readonly after: Record<string, unknown> | null;

  @Uuid({
    nullable: true,
    description: 'The request, as in the log of the server.',
    example: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
  })
  readonly request_id: string | null;
}

export class AdminAuditQuery extends LongTimePageQuery {
  @QueryInt({ description: 'Only changes by this admin.', example: 1 })
  readonly actor_id?: number;

  @QueryInt({ description: 'Only changes of what belongs to this user.' })
  readonly subject_id?: number;

  @NotAfter('to')
  @QueryInstant({ description: 'Only changes from this moment on.', example: '2026-11-01T00:00:00Z' })
  readonly from?: string;

  @NotBefore('from')
  @QueryInstant({ description: 'Only changes before this moment.', example: '2027-12-01T00:00:00Z' })
  readonly to?: string;
}
