import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Refusal } from './refusal.js';
import type { Load } from './use-load.js';
import './loaded.css';

interface LoadedProps<Value> {
  readonly of: Load<Value>;
  /** Shown instead of an empty list. */
  readonly empty?: ComponentChildren;
  readonly children: (value: Value) => ComponentChildren;
}

/** Shows what was read, or that it is on its way, why it did not come, or that there is nothing. */
export function Loaded<Value>({ of: { value, error, isLoading, reload }, empty, children }: LoadedProps<Value>) {
  const { shell } = useTexts();
  const isEmpty = Array.isArray(value) && value.length === 0 && empty !== undefined;
  return (
    <div class="loaded" aria-busy={isLoading}>
      {value === undefined && isLoading && (
        <p class="loading muted" role="status">
          {shell.loading}
        </p>
      )}
      {error !== undefined && (
        <div class="stack tight">
          <Refusal error={error} />
          <div>
            <Button onClick={reload}>{shell.retry}</Button>
          </div>
        </div>
      )}
      {isEmpty && <div class="empty muted">{empty}</div>}
      {value !== undefined && !isEmpty && children(value)}
    </div>
  );
}
