import './coach.css';
import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface RemoveButtonProps {
  readonly name: string;
  /** What happens then, if it is not plain. */
  readonly hint?: string;
  readonly remove: () => Promise<unknown>;
  readonly onRemoved: () => void;
}

/** Deletes a row after a question. */
export function RemoveButton({ name, hint, remove, onRemoved }: RemoveButtonProps) {
  const { coach, shell } = useTexts();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button look="quiet" label={coach.removeOf(name)} onClick={() => setAsking(true)}>
        {shell.remove}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={coach.removeOf(name)}
          button={shell.remove}
          run={async () => {
            await remove();
            onRemoved();
          }}
          onClose={() => setAsking(false)}
        >
          {hint !== undefined && <p>{hint}</p>}
        </ConfirmDialog>
      )}
    </>
  );
}
