import type { WebhookType } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';
import { KINDS } from './event-kinds.js';
import './webhooks.css';

interface EventChoiceProps {
  readonly value: readonly WebhookType[];
  readonly fault: string | undefined;
  readonly onValue: (types: WebhookType[]) => void;
}

/** All events, or some of each kind. */
export function EventChoice({ value, fault, onValue }: EventChoiceProps) {
  const { webhooks } = useTexts().admin;
  const isAll = value.includes('*');
  const set = (name: WebhookType, isWanted: boolean) =>
    onValue(isWanted ? [...value, name] : value.filter((one) => one !== name));
  return (
    <fieldset class="stack tight">
      <legend>{webhooks.events}</legend>
      <CheckField label={webhooks.allEvents} checked={isAll} onValue={(isWanted) => onValue(isWanted ? ['*'] : [])} />
      {!isAll &&
        KINDS.map(([kind, names]) => (
          <details key={kind} class="event-kind">
            <summary>
              {webhooks.chosenOf(
                webhooks.kinds[kind],
                names.filter((name) => value.includes(name)).length,
                names.length,
              )}
            </summary>
            <div class="event-names">
              {names.map((name) => (
                <CheckField
                  key={name}
                  label={name}
                  checked={value.includes(name)}
                  onValue={(isWanted) => set(name, isWanted)}
                />
              ))}
            </div>
          </details>
        ))}
      {fault !== undefined && (
        <p class="notice bad" lang="en">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
