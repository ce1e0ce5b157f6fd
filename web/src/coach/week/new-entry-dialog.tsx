import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Dialog } from '../../ui/dialog.js';
import { Tabs } from '../../ui/tabs.js';
import { BookForm } from './book-form.js';
import { PlanForm } from './plan-form.js';
import { TimeOffForm } from './time-off-form.js';

export type NewKind = 'booking' | 'group' | 'off';

/** What is to be entered, and where somebody pressed. */
export interface Wanted {
  readonly kind: NewKind;
  readonly day: string;
  /** Null: no time was chosen. */
  readonly minutes: number | null;
}

export interface NewFormProps {
  readonly wanted: Wanted;
  /** Says from when on it is. */
  readonly onMade: (day: string) => void;
}

interface NewEntryDialogProps extends NewFormProps {
  readonly onClose: () => void;
}

const FORMS = { booking: BookForm, group: PlanForm, off: TimeOffForm };

/** Enters something into the week. */
export function NewEntryDialog({ wanted, onMade, onClose }: NewEntryDialogProps) {
  const { coach } = useTexts();
  const [kind, setKind] = useState(wanted.kind);
  const Fields = FORMS[kind];
  const options = [
    ['booking', coach.week.book],
    ['group', coach.week.plan],
    ['off', coach.week.takeOff],
  ] as const;
  return (
    <Dialog title={options.find(([one]) => one === kind)?.[1] ?? coach.week.enter} onClose={onClose}>
      <Tabs label={coach.week.enter} value={kind} options={options} onValue={setKind} />
      <Fields
        wanted={wanted}
        onMade={(day) => {
          onClose();
          onMade(day);
        }}
      />
    </Dialog>
  );
}
