import type { BookingWithDetails } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Dialog } from '../../ui/dialog.js';
import { BookingPanel } from './booking-panel.js';
import { GroupPanel } from './group-panel.js';
import { TimeOffPanel } from './time-off-panel.js';
import type { Entry } from './week-items.js';

interface EntryDialogProps {
  readonly entry: Entry;
  readonly bookings: readonly BookingWithDetails[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Everything about one entry of the week, and what can be done with it. */
export function EntryDialog({ entry, bookings, onChanged, onClose }: EntryDialogProps) {
  const { coach } = useTexts();
  switch (entry.kind) {
    case 'booking':
      return (
        <Dialog title={entry.booking.client_name} onClose={onClose}>
          <BookingPanel booking={entry.booking} onChanged={onChanged} />
        </Dialog>
      );
    case 'group':
      return (
        <Dialog title={entry.group.session_type_name} onClose={onClose}>
          <GroupPanel
            group={entry.group}
            seats={bookings.filter(({ group_session_id }) => group_session_id === entry.group.id)}
            onChanged={onChanged}
          />
        </Dialog>
      );
    case 'off':
      return (
        <Dialog title={coach.week.timeOff} onClose={onClose}>
          <TimeOffPanel off={entry.off} onRemoved={onChanged} onClose={onClose} />
        </Dialog>
      );
  }
}
