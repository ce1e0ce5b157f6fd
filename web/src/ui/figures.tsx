import './figures.css';

interface Figure {
  readonly name: string;
  readonly value: string;
  /** What it is a part of, or made of. */
  readonly note?: string | undefined;
}

/** Numbers to see at a glance. */
export function Figures({ of }: { readonly of: readonly Figure[] }) {
  return (
    <dl class="figures">
      {of.map(({ name, value, note }, index) => (
        <div key={index}>
          <dt class="muted small">{name}</dt>
          <dd class="figure-value number">{value}</dd>
          {note !== undefined && <dd class="muted small">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
