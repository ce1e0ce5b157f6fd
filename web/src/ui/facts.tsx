import type { ComponentChildren } from 'preact';
import './facts.css';

type Fact = readonly [label: string, value: ComponentChildren];

/** What is known about something, each with its label; what is null, false or empty is left out. */
export function Facts({ of }: { readonly of: readonly Fact[] }) {
  return (
    <dl class="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt class="muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
