import { useTexts } from '../../texts/texts.js';
import { CopyField } from '../../ui/copy-field.js';
import { Dialog } from '../../ui/dialog.js';
import { Notice } from '../../ui/notice.js';

interface SecretDialogProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shows a secret, this once. */
export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const { webhooks } = useTexts().admin;
  return (
    <Dialog title={webhooks.secretTitle} onClose={onClose}>
      <Notice tone="wait">{webhooks.secretOnce}</Notice>
      <CopyField label={webhooks.secret} hint={webhooks.secretHint} value={secret} />
    </Dialog>
  );
}
