import { Int } from '../../wire/fields/fields.js';
import { ProgressDto } from '../../training/dto/progress.dto.js';

/** The progress of a connected client. */
export class ClientProgressDto extends ProgressDto {
  @Int({ example: 5 })
  readonly client_id: number;

  static from(clientId: number, progress: ProgressDto): ClientProgressDto {
    return { client_id: clientId, ...progress };
  }
}
