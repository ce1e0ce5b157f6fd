import type { ComponentChildren } from 'preact';
import './button.css';

type Look = 'main' | 'plain' | 'bad' | 'quiet';

interface ButtonProps {
  /** `main`: what most people want here, at most one in a place. `bad`: it takes something away. */
  readonly look?: Look;
  /** Its request is on its way: it stays in place and does nothing. */
  readonly isBusy?: boolean;
  readonly disabled?: boolean;
  /** For screen readers, when the visible text does not say what it acts on. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

export function Button({
  look = 'plain',
  isBusy = false,
  disabled = false,
  label,
  pressed,
  type = 'button',
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${look}`}
      aria-busy={isBusy}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled || isBusy}
      onClick={() => onClick?.()}
    >
      {children}
    </button>
  );
}

interface LinkButtonProps {
  readonly href: string;
  readonly look?: Look;
  readonly download?: boolean;
  /** Leads out of the application. */
  readonly isOutside?: boolean;
  readonly children: ComponentChildren;
}

/** A link that looks like a button. */
export function LinkButton({ href, look = 'plain', download = false, isOutside = false, children }: LinkButtonProps) {
  const outside = isOutside ? { target: '_blank', rel: 'noreferrer' } : {};
  return (
    <a href={href} class={`button ${look}`} download={download} {...outside}>
      {children}
    </a>
  );
}
