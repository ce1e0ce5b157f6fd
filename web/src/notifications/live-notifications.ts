import type { Notification } from '@vibe-coaching/client';
import { api } from '../session/api.js';

const NAME = 'vibe-notifications';

/** What tabs tell each other. */
export type Message = { readonly kind: 'came'; readonly notification: Notification } | { readonly kind: 'read' };

/**
 * Tells this tab of notifications as they come, and of what other tabs read, until the signal is aborted. A user may have five
 * streams, so one tab listens to the server and tells the others.
 */
export function listen(onMessage: (message: Message) => void, signal: AbortSignal): (message: Message) => void {
  const tabs = new BroadcastChannel(NAME);
  tabs.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data);
  signal.addEventListener('abort', () => tabs.close());
  const follow = async () => {
    for await (const notification of api.follow({ signal })) {
      const message = { kind: 'came', notification } as const;
      onMessage(message);
      tabs.postMessage(message);
    }
  };
  // Browsers know these locks on safe pages only. It ends with an error when the login does, which `onLoggedOut` tells, too.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  void (locks?.request(NAME, { signal }, follow) ?? follow()).catch(() => undefined);
  return (message) => {
    if (!signal.aborted) tabs.postMessage(message);
  };
}
