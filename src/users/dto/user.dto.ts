import { Bool, Choice, Decimal, Email, Instant, Int, JsonObject, Text } from '../../wire/fields/fields.js';
import { type Role, ROLES } from '../role.js';

const text = (example: string, max = 10_000) => Text({ max, nullable: true, example });

/** A user as they themselves, connected coaches and admins see them. Never has a password or its hash. */
export class UserDto {
  @Int({ example: 5 })
  readonly id: number;

  @Email({ example: 'client1@vibe.com' })
  readonly email: string;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly full_name: string;

  @Choice(ROLES, 'Role', { example: 'client' })
  readonly role: Role;

  @Bool({ example: true })
  readonly is_active: boolean;

  @Bool({ example: false })
  readonly is_verified: boolean;

  @Int({ min: 0, max: 150, nullable: true, description: 'Years.', example: 34 })
  readonly age: number | null;

  @text('female', 50)
  readonly gender: string | null;

  @Decimal({ nullable: true, description: 'Centimetres.', example: 168 })
  readonly height: number | null;

  @Decimal({ nullable: true, description: 'Kilograms.', example: 64.5 })
  readonly weight: number | null;

  @Decimal({ nullable: true, description: 'Centimetres.', example: 29 })
  readonly bicep_size: number | null;

  @Decimal({ nullable: true, description: 'Centimetres.', example: 74 })
  readonly waist: number | null;

  @text('Run a half marathon')
  readonly target_goals: string | null;

  @text('Vegetarian')
  readonly dietary_restrictions: string | null;

  @text('Mild asthma')
  readonly health_complications: string | null;

  @text('Left knee, 2024')
  readonly injuries: string | null;

  @text('Full gym', 255)
  readonly gym_access: string | null;

  @text('Creatine')
  readonly supplements: string | null;

  @text('A friend', 255)
  readonly referral_source: string | null;

  @text('Coached 200 clients')
  readonly track_record: string | null;

  @text('10 years')
  readonly experience: string | null;

  @text('NASM-CPT, CSCS')
  readonly certifications: string | null;

  @text('State powerlifting finalist')
  readonly competitions: string | null;

  @text('BSc Sport Science')
  readonly qualifications: string | null;

  @text('Powerlifting, Olympic Lifts')
  readonly specialties: string | null;

  @text('Strength Training')
  readonly strengths: string | null;

  @JsonObject({ nullable: true, example: { shoe_size: 39 } })
  readonly custom_fields: Record<string, unknown> | null;
}

/** A user as only they themselves see them. */
export class OwnUserDto extends UserDto {
  @Instant({
    nullable: true,
    description: 'When they proved that mail to `email` reaches them; null until then.',
    example: '2026-11-23T09:00:00.000Z',
  })
  readonly email_verified_at: string | null;
}
