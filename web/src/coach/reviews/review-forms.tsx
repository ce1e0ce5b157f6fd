import type { Review } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import type { OneReviewProps } from './reviews-page.js';

export function ReplyForm({ review, onChanged }: OneReviewProps) {
  const { coach, shell } = useTexts();
  const { me } = useSession();
  const [text, setText] = useState(review.reply?.text ?? '');
  const save = useAction(async () => {
    onChanged(await api.coachReviewsReply({ path: { coach_id: me.id, id: review.id }, body: { text } }));
  });
  return (
    <Form action={save} button={shell.save}>
      <TextArea
        label={coach.reviews.yourReply}
        hint={coach.reviews.replyHint}
        fault={faultOf(save.error, 'text')}
        required
        maxLength={2000}
        value={text}
        onValue={setText}
      />
    </Form>
  );
}

interface ReportFormProps {
  readonly review: Review;
  readonly onReported: () => void;
}

export function ReportForm({ review, onReported }: ReportFormProps) {
  const { coach } = useTexts();
  const { me } = useSession();
  const [reason, setReason] = useState('');
  const report = useAction(async () => {
    await api.coachReviewsReport({ path: { coach_id: me.id, id: review.id }, body: { reason } });
    onReported();
  });
  return (
    <Form action={report} button={coach.reviews.report}>
      <TextArea
        label={coach.reviews.reason}
        hint={coach.reviews.reasonHint}
        fault={faultOf(report.error, 'reason')}
        required
        maxLength={1000}
        value={reason}
        onValue={setReason}
      />
    </Form>
  );
}
