import type { Notification } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { api } from '../session/api.js';
import { href } from '../shell/href.js';
import { useTexts } from '../texts/texts.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Loaded } from '../ui/loaded.js';
import { More } from '../ui/more.js';
import { Page } from '../ui/page.js';
import { Refusal } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';
import { useList } from '../ui/use-list.js';
import { When } from '../ui/when.js';
import { addressOf } from './address.js';
import { useNotifications } from './notifications.js';
import './notifications-page.css';

export default function NotificationsPage() {
  const { shell, account } = useTexts();
  const { unread, fresh, recount } = useNotifications();
  const list = useList(
    (cursor, signal) => api.notificationsList.page({ query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [],
  );
  useEffect(() => {
    if (fresh.length > 0) list.reload();
  }, [fresh.length]);
  const readAll = useAction(async () => {
    await api.notificationsReadAll();
    recount();
    list.reload();
  });
  const { title, empty, readAll: label } = account.notifications;
  return (
    <Page
      title={title}
      actions={
        unread > 0 && (
          <Button isBusy={readAll.isBusy} onClick={() => void readAll.run()}>
            {label}
          </Button>
        )
      }
    >
      <Refusal error={readAll.error} />
      <Loaded of={list} empty={empty}>
        {(notifications) => (
          <Card>
            <ul class="notifications" aria-label={shell.pages.notifications}>
              {notifications.map((one) => (
                <Item key={one.id} notification={one} onRead={recount} />
              ))}
            </ul>
            <More of={list} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}

function Item({ notification, onRead }: { readonly notification: Notification; readonly onRead: () => void }) {
  const { account } = useTexts();
  const { route } = useLocation();
  const { id, title, body, read_at, created_at } = notification;
  const address = href(addressOf(notification));
  const open = useAction(async () => {
    if (read_at === null) await api.notificationsRead({ path: { id } });
    onRead();
    route(address);
  });
  return (
    <li class="stack tight">
      <div class="row spread">
        <a
          href={address}
          class={read_at === null ? 'unread' : ''}
          onClick={(event) => {
            // In a new tab it opens as it is.
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            void open.run();
          }}
        >
          {title}
        </a>
        {read_at === null && <Badge tone="info">{account.notifications.unread}</Badge>}
      </div>
      <p>{body}</p>
      <p class="small muted">
        <When at={created_at} />
      </p>
      <Refusal error={open.error} />
    </li>
  );
}
