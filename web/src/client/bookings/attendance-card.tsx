import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import type { BookingPartProps } from './booking-part.js';

/** Who came to a session, and where its client can contest that. */
export function AttendanceCard({ booking, onChanged }: BookingPartProps) {
  const { client } = useTexts();
  const texts = client.attendance;
  const [reason, setReason] = useState('');
  const contest = useAction(async () => {
    await api.outcomesContest({ path: { id: booking.id }, body: { reason } });
    onChanged();
  });
  if (booking.attendance === null) return null;
  const isContested = booking.attendance_contested_at !== null;
  return (
    <Card title={texts.title}>
      <p>{texts.outcomes[booking.attendance]}</p>
      {isContested && <Notice>{booking.attendance_decided_at === null ? texts.contested : texts.decided}</Notice>}
      {booking.actions.can_contest_attendance && (
        <Form action={contest} button={texts.contest}>
          <TextArea
            label={texts.reason}
            hint={texts.hint}
            fault={faultOf(contest.error, 'reason')}
            required
            maxLength={2000}
            value={reason}
            onValue={setReason}
          />
        </Form>
      )}
    </Card>
  );
}
