import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Refusal } from './refusal.js';
import type { Action } from './use-action.js';
import './form.css';

interface FormProps {
  readonly action: Action<[]>;
  /** The label of the button that sends it. */
  readonly button: string;
  /** What stands beside that button. */
  readonly others?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Fields with a button. While the request is on its way the button is busy; a refusal stands above it. */
export function Form({ action, button, others, children }: FormProps) {
  const { shell } = useTexts();
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void action.run();
      }}
    >
      {children}
      <div class="form-end stack">
        <Refusal error={action.error} />
        <div class="row">
          <Button type="submit" look="main" isBusy={action.isBusy}>
            {action.isBusy ? shell.working : button}
          </Button>
          {others}
        </div>
      </div>
    </form>
  );
}
