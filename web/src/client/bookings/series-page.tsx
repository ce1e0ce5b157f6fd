import type { Series, SeriesOccurrence } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge, StatusBadge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import '../coach/offers.css';
import { ArrivalNotice } from './arrival-notice.js';
import { MoveSeriesDialog } from './move-series-dialog.js';
import { ruleText } from './rule-text.js';

/** A series, for its client, its coach and admins: its sessions, and what becomes of those ahead. */
export default function SeriesPage({ params }: PageProps) {
  const { client, words } = useTexts();
  const { me } = useSession();
  const { query } = useLocation();
  const texts = client.series;
  const id = Number(params['id']);
  const [isMoving, setMoving] = useState(false);
  const [isCancelling, setCancelling] = useState(false);
  const series = useLoad((signal) => api.seriesShow({ path: { id }, signal }), [id]);
  const shown = series.value;
  const other = me.role === 'client' ? shown?.coach_name : shown?.client_name;
  const isAhead = shown !== undefined && shown.next_starts_at !== null;
  return (
    <Page
      title={shown && other ? words.with(shown.session_type_name ?? words.session, other) : texts.title}
      note={shown && ruleText(shown.rule, texts, words)}
      actions={
        isAhead && (
          <>
            <Button onClick={() => setMoving(true)}>{texts.move}</Button>
            <Button look="bad" onClick={() => setCancelling(true)}>
              {texts.cancel}
            </Button>
          </>
        )
      }
    >
      <ArrivalNotice query={query} isPaid={false} status={statusOf(shown)} onReload={series.reload} />
      <Card title={texts.sessions}>
        <Loaded of={series}>{({ occurrences }) => <Sessions of={occurrences} />}</Loaded>
      </Card>
      {isMoving && shown && (
        <MoveSeriesDialog series={shown} onMoved={series.replace} onClose={() => setMoving(false)} />
      )}
      {isCancelling && shown && (
        <CancelRest series={shown} onCancelled={series.replace} onClose={() => setCancelling(false)} />
      )}
    </Page>
  );
}

/** Of a series that was just booked: all of its sessions wait, or none does. */
const statusOf = (series: Series | undefined) =>
  series?.occurrences.find(({ status }) => status === 'pending' || status === 'confirmed')?.status;

function Sessions({ of }: { readonly of: readonly SeriesOccurrence[] }) {
  const { client } = useTexts();
  return (
    <ol class="offers">
      {of.map(({ starts_at: at, verdict, booking_id: bookingId, status, is_exception: isException }, index) => (
        <li key={index}>
          {at === null ? (
            <span>–</span>
          ) : bookingId === null ? (
            <When at={at} />
          ) : (
            <a href={href(`/bookings/${bookingId}`)}>
              <When at={at} />
            </a>
          )}
          <div class="row">
            {isException && <Badge>{client.series.moved}</Badge>}
            {bookingId === null ? (
              <Badge tone="bad">{client.verdicts[verdict]}</Badge>
            ) : (
              <StatusBadge status={status} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

interface CancelRestProps {
  readonly series: Series;
  readonly onCancelled: (series: Series) => void;
  readonly onClose: () => void;
}

function CancelRest({ series, onCancelled, onClose }: CancelRestProps) {
  const { client } = useTexts();
  return (
    <ConfirmDialog
      title={client.series.cancel}
      button={client.series.cancelNow}
      run={async () => onCancelled(await api.seriesCancel({ path: { id: series.id }, body: {} }))}
      onClose={onClose}
    >
      <p>{client.series.cancelHint}</p>
    </ConfirmDialog>
  );
}
