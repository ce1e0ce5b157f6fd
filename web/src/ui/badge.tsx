import type { BookingStatus } from '@vibe-coaching/client';
import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts.js';
import type { Tone } from './tone.js';
import './badge.css';

/** A word about the state of something. */
export function Badge({ tone = 'quiet', children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** The colour of a status. */
export const STATUS_TONES: Readonly<Record<BookingStatus, Tone>> = {
  pending: 'wait',
  confirmed: 'good',
  completed: 'info',
  cancelled: 'quiet',
};

export function StatusBadge({ status }: { readonly status: BookingStatus }) {
  return <Badge tone={STATUS_TONES[status]}>{useTexts().shell.statuses[status]}</Badge>;
}
