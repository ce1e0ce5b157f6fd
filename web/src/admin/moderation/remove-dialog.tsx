import type { AdminReview } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface RemoveDialogProps {
  readonly review: AdminReview;
  readonly onRemoved: (review: AdminReview) => void;
  readonly onClose: () => void;
}

/** Removes a review with a reason. */
export function RemoveDialog({ review: { id, author }, onRemoved, onClose }: RemoveDialogProps) {
  const { moderation } = useTexts().admin;
  const [reason, setReason] = useState('');
  const remove = useAction(async () => {
    const removed = await api.adminReviewsDecide({ path: { id }, body: { status: 'removed', reason } });
    onRemoved(removed);
    onClose();
  });
  return (
    <Dialog title={moderation.removeOf(author)} onClose={onClose}>
      <p>{moderation.removeHint}</p>
      <Form action={remove} button={moderation.remove}>
        <TextArea
          label={moderation.reason}
          required
          maxLength={1000}
          value={reason}
          onValue={setReason}
          fault={faultOf(remove.error, 'reason')}
        />
      </Form>
    </Dialog>
  );
}
