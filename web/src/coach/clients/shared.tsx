import { Problem } from '@vibe-coaching/client';
import type { ComponentChildren } from 'preact';
import { useTexts } from '../../texts/texts.js';
import { Loaded } from '../../ui/loaded.js';
import type { Load } from '../../ui/use-load.js';

interface SharedProps<Value> {
  readonly of: Load<Value>;
  readonly empty?: ComponentChildren;
  readonly children: (value: Value) => ComponentChildren;
}

/** What a client may share with the coach: when they do not, that is said, and is no failure. */
export function Shared<Value>({ of, empty, children }: SharedProps<Value>) {
  const { coach } = useTexts();
  if (of.error instanceof Problem && of.error.code === 'not-shared')
    return <p class="muted">{coach.clients.notShared}</p>;
  return (
    <Loaded of={of} empty={empty}>
      {children}
    </Loaded>
  );
}
