import { Form, FormDecimal } from '../../wire/fields/form-fields.js';
import { Age, CustomFields, ProfileName, ProfileLine, ProfileText } from '../../users/dto/profile-fields.js';

const centimetres = (example: number) => FormDecimal({ positive: true, description: 'Centimetres.', example });

/** Body of `PUT /client/profile`: only what is sent changes. */
@Form()
export class ChangeClientProfileDto {
  @ProfileName()
  readonly full_name?: string;

  @Age()
  readonly age?: number | null;

  @ProfileLine('female', 50)
  readonly gender?: string | null;

  @centimetres(168)
  readonly height?: number | null;

  @FormDecimal({ positive: true, description: 'Kilograms.', example: 64.5 })
  readonly weight?: number | null;

  @centimetres(29)
  readonly bicep_size?: number | null;

  @centimetres(74)
  readonly waist?: number | null;

  @ProfileText('Run a half marathon')
  readonly target_goals?: string | null;

  @ProfileText('Vegetarian')
  readonly dietary_restrictions?: string | null;

  @ProfileText('Mild asthma')
  readonly health_complications?: string | null;

  @ProfileText('Left knee, 2024')
  readonly injuries?: string | null;

  @ProfileText('Creatine')
  readonly supplements?: string | null;

  @ProfileLine('Full gym', 255)
  readonly gym_access?: string | null;

  @ProfileLine('A friend', 255)
  readonly referral_source?: string | null;

  @CustomFields()
  readonly custom_fields?: Record<string, unknown> | null;
}
