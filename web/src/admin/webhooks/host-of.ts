import type { Webhook } from '@vibe-coaching/client';

/** The name of an endpoint for people: `example.com`. */
export const hostOf = ({ url }: Pick<Webhook, 'url'>) => new URL(url).host;
