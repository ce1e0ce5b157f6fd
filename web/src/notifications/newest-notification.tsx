import { useEffect, useState } from 'preact/hooks';
import { href } from '../shell/href.js';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { addressOf } from './address.js';
import { useNotifications } from './notifications.js';
import './newest-notification.css';

/** How long it stays, unless somebody is about to press it. */
const SHOWN_MS = 10_000;

/** The notification that has just come, in a corner of every page; read out without taking the focus. */
export function NewestNotification() {
  const { shell } = useTexts();
  const { fresh } = useNotifications();
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [newest] = fresh;
  useEffect(() => {
    if (newest === undefined) return;
    const later = setTimeout(() => setDismissed(newest.id), SHOWN_MS);
    return () => clearTimeout(later);
  }, [newest?.id]);
  const isShown = newest !== undefined && newest.id !== dismissed;
  return (
    <div class="newest" role="status">
      {isShown && (
        <div class="newest-card">
          <a href={href(addressOf(newest))}>{newest.title}</a>
          <p class="small">{newest.body}</p>
          <Button look="quiet" onClick={() => setDismissed(newest.id)}>
            {shell.close}
          </Button>
        </div>
      )}
    </div>
  );
}
