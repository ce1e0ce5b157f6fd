import type { ComponentChildren } from 'preact';
import './notice.css';

interface NoticeProps {
  readonly tone?: 'info' | 'good' | 'wait' | 'bad';
  readonly children: ComponentChildren;
}

/** A sentence that stands out; screen readers read it when it appears. */
export function Notice({ tone = 'info', children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role="status">
      {children}
    </div>
  );
}
