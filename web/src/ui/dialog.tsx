import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  /** Called when it is closed: by the button, or by Escape. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A question on top of the page. It is open while it is rendered; the browser keeps the focus inside, and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { shell } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <div class="dialog-body">
        <div class="row spread">
          <h2 id={id}>{title}</h2>
          <Button look="quiet" onClick={onClose}>
            {shell.close}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
