import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';

interface WeekdaysProps {
  readonly label: string;
  /** 1 is Monday. */
  readonly value: readonly number[];
  readonly onValue: (value: readonly number[]) => void;
}

export function Weekdays({ label, value, onValue }: WeekdaysProps) {
  const { words } = useTexts();
  return (
    <fieldset class="stack tight">
      <legend>{label}</legend>
      <div class="row">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <CheckField
            key={weekday}
            label={words.weekdays[weekday % 7] ?? ''}
            checked={value.includes(weekday)}
            onValue={(isOn) =>
              onValue(
                isOn ? [...value, weekday].sort((one, other) => one - other) : value.filter((one) => one !== weekday),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
