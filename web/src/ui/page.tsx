import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import './page.css';

interface PageProps {
  readonly title: string;
  /** What can be done on this page, beside its title. */
  readonly actions?: ComponentChildren;
  /** A line below the title. */
  readonly note?: ComponentChildren;
  /** For forms alone in the middle. */
  readonly isNarrow?: boolean;
  readonly children: ComponentChildren;
}

/** A page: its title is the window's title, too, and is read out when the page opens. */
export function Page({ title, actions, note, isNarrow = false, children }: PageProps) {
  const { shell } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shell.name}`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class={isNarrow ? 'page narrow' : 'page'}>
      <header class="page-head">
        <div class="stack tight">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {note && <p class="muted">{note}</p>}
        </div>
        {actions && <div class="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
