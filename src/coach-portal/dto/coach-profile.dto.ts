import { Form } from '../../wire/fields/form-fields.js';
import { Age, CustomFields, ProfileName, ProfileLine, ProfileText } from '../../users/dto/profile-fields.js';

/** Body of `PUT /coach/profile`: only what is sent changes. */
@Form()
export class ChangeCoachProfileDto {
  @ProfileName()
  readonly full_name?: string;

  @Age()
  readonly age?: number | null;

  @ProfileLine('female', 50)
  readonly gender?: string | null;

  @ProfileText('Coached 200 clients')
  readonly track_record?: string | null;

  @ProfileText('10 years')
  readonly experience?: string | null;

  @ProfileText('NASM-CPT, CSCS')
  readonly certifications?: string | null;

  @ProfileText('State powerlifting finalist')
  readonly competitions?: string | null;

  @ProfileText('BSc Sport Science')
  readonly qualifications?: string | null;

  @ProfileText('Powerlifting, Olympic Lifts')
  readonly specialties?: string | null;

  @ProfileText('Strength Training')
  readonly strengths?: string | null;

  @CustomFields()
  readonly custom_fields?: Record<string, unknown> | null;
}
