import type { SessionType } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { priceText } from '../price.js';
import './type-choice.css';

interface TypeChoiceProps {
  readonly types: readonly SessionType[];
  readonly value: number | null;
  readonly onValue: (id: number) => void;
}

/** The session types of a coach, with what they cost. */
export function TypeChoice({ types, value, onValue }: TypeChoiceProps) {
  const texts = useTexts();
  const { settings } = useSession();
  return (
    <fieldset class="type-choice">
      <legend>{texts.client.coach.type}</legend>
      {types.map((type) => (
        <label key={type.id}>
          <input type="radio" name="session-type" checked={type.id === value} onChange={() => onValue(type.id)} />
          <span class="stack tight">
            <strong>{type.name}</strong>
            <span class="small muted">
              {[
                texts.shell.minutes(type.minutes),
                priceText(type, texts, settings.locale),
                type.location ?? texts.client.coach.kinds[type.location_kind],
              ].join(' · ')}
            </span>
            {type.description && <span class="small">{type.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
