import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Refusal } from './refusal.js';
import { useAction } from './use-action.js';

interface ConfirmDialogProps {
  readonly title: string;
  /** What is to be known before it is done. */
  readonly children: ComponentChildren;
  readonly button: string;
  readonly look?: 'main' | 'bad';
  /** Does it; when it succeeds the dialog closes, when it is refused it says why. */
  readonly run: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot be taken back. */
export function ConfirmDialog({ title, children, button, look = 'bad', run, onClose }: ConfirmDialogProps) {
  const { shell } = useTexts();
  const action = useAction(async () => {
    await run();
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refusal error={action.error} />
      <div class="row">
        <Button look={look} isBusy={action.isBusy} onClick={() => void action.run()}>
          {button}
        </Button>
        <Button onClick={onClose}>{shell.back}</Button>
      </div>
    </Dialog>
  );
}
