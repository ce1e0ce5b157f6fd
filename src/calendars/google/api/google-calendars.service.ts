import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { SealBrokenError } from '../../../secrets/sealed.js';
import { SecretsService } from '../../../secrets/secrets.service.js';
import { Clock } from '../../../time/clock.js';
import { type ApiRequest, GoogleClient } from './google-client.js';
import { GoogleError } from './google-error.js';

const TOKEN = `SELECT refresh_token AS "refreshToken" FROM google_calendars WHERE calendar_id = $1 AND NOT is_disconnected`;
const SEAL_ANEW = `UPDATE google_calendars SET refresh_token = $3 WHERE calendar_id = $1 AND refresh_token = $2`;
const DISCONNECTED = `
  WITH lost AS (
    UPDATE google_calendars SET is_disconnected = true WHERE calendar_id = $1 AND refresh_token = $3 RETURNING calendar_id
  ), dropped AS (
    UPDATE google_events e SET due_at = NULL FROM lost WHERE e.calendar_id = lost.calendar_id AND e.due_at IS NOT NULL
  )
  UPDATE external_calendars c SET failing_since = coalesce(c.failing_since, $2), fault = 'google-disconnected'
    FROM lost WHERE c.id = lost.calendar_id`;

/** A token is not used in its last minute. */
const MARGIN_MS = 60_000;

/** Where the refresh token of a calendar lies. */
export const tokenPlace = (calendarId: string) => `google ${calendarId}`;

/** Asks Google about one calendar. Access tokens stay in memory only. */
@Injectable()
export class GoogleCalendarsService {
  private readonly access = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(
    private readonly database: Database,
    private readonly client: GoogleClient,
    private readonly secrets: SecretsService,
    private readonly clock: Clock,
  ) {}

  /** Throws GoogleErrors. A token that Google does not take any more is replaced once. */
  async call<Answer>(calendarId: string, request: ApiRequest): Promise<Answer> {
    try {
      return await this.client.call<Answer>(await this.accessToken(calendarId), request);
    } catch (error) {
      if (!(error instanceof GoogleError) || error.fault !== 'unauthorized') throw error;
      this.access.delete(calendarId);
      return this.client.call<Answer>(await this.accessToken(calendarId), request);
    }
  }

  private async accessToken(calendarId: string): Promise<string> {
    const now = this.clock.real().getTime();
    const known = this.access.get(calendarId);
    if (known && known.until > now) return known.token;
    const [row] = await this.database.rows<{ refreshToken: string }>(TOKEN, [calendarId]);
    if (!row) throw new GoogleError('disconnected', 0);
    const { access_token: token, expires_in } = await this.refreshed(calendarId, row.refreshToken);
    for (const [id, { until }] of this.access) if (until <= now) this.access.delete(id);
    this.access.set(calendarId, { token, until: now + expires_in * 1000 - MARGIN_MS });
    return token;
  }

  private async refreshed(calendarId: string, sealed: string) {
    const refreshToken = this.opened(calendarId, sealed);
    try {
      const tokens = await this.client.refresh(refreshToken);
      if (this.secrets.isOutdated(sealed)) {
        await this.database.rows(SEAL_ANEW, [
          calendarId,
          sealed,
          this.secrets.seal(refreshToken, tokenPlace(calendarId)),
        ]);
      }
      return tokens;
    } catch (error) {
      if (error instanceof GoogleError && error.fault === 'disconnected') await this.lost(calendarId, sealed);
      throw error;
    }
  }

  private opened(calendarId: string, sealed: string): string {
    try {
      return this.secrets.open(sealed, tokenPlace(calendarId));
    } catch (error) {
      if (error instanceof SealBrokenError) throw new GoogleError('refused', 0, { cause: error });
      throw error;
    }
  }

  private async lost(calendarId: string, sealed: string): Promise<void> {
    await this.database.rows(DISCONNECTED, [calendarId, this.clock.now(), sealed]);
  }
}
