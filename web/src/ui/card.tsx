import type { ComponentChildren } from 'preact';
import './card.css';

interface CardProps {
  /** A heading of the second level. */
  readonly title?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Things that belong together. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section class="card">
      {(title !== undefined || actions !== undefined) && (
        <div class="row spread">
          {title !== undefined && <h2>{title}</h2>}
          {actions !== undefined && <div class="row">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
