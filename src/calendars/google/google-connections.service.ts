import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { UnauthenticatedError } from '../../auth/auth-errors.js';
import { Database, type Transaction } from '../../database/database.js';
import { Worker } from '../../outbox/worker.js';
import { SealBrokenError } from '../../secrets/sealed.js';
import { SecretsService } from '../../secrets/secrets.service.js';
import { Clock } from '../../time/clock.js';
import { CalendarNotFoundError } from '../calendar-errors.js';
import { tokenPlace } from './api/google-calendars.service.js';
import { GoogleClient } from './api/google-client.js';
import { GoogleError } from './api/google-error.js';
import { consentAddress, newToken, SCOPE, sha256 } from './domain/consent.js';
import {
  GoogleConnectedError,
  GoogleRefusedError,
  GoogleStateInvalidError,
  GoogleUnavailableError,
} from './google-errors.js';
import { MARK_COMING } from './writing/marked-events.js';

const LASTS = `interval '10 minutes'`;

/** One of each coach: the last one counts. */
const ASK = `
  INSERT INTO google_authorisations (coach_id, state_hash, verifier, expires_at) VALUES ($1, $2, $3, $4::timestamptz + ${LASTS})
      ON CONFLICT (coach_id)
      DO UPDATE SET state_hash = excluded.state_hash, verifier = excluded.verifier, expires_at = excluded.expires_at`;
/** It works once, for the coach who asked. */
const TAKE = `
  DELETE FROM google_authorisations WHERE coach_id = $1 AND state_hash = $2 AND expires_at > $3 RETURNING verifier`;

const LOCK = `SELECT id FROM users WHERE id = $1 AND role = 'coach' AND is_active FOR NO KEY UPDATE`;
const CONNECTED = `SELECT FROM google_calendars WHERE coach_id = $1 AND NOT is_disconnected`;
/** A connection that Google ended makes room for a new one. */
const REMOVE = `DELETE FROM external_calendars WHERE coach_id = $1 AND kind = 'google' RETURNING id`;
const ADD = `INSERT INTO external_calendars (id, coach_id, kind, host, created_at) VALUES ($1, $2, 'google', 'calendar.google.com', $3)`;
const CONNECT = `INSERT INTO google_calendars (calendar_id, coach_id, refresh_token, due_at) VALUES ($1, $2, $3, $4)`;
/** Giving an old permission back ends the new one of the same account, too. */
const KEEP_PERMISSION = `DELETE FROM google_revocations WHERE coach_id = $1`;

/** Where the verifier of an open authorisation lies. */
export const verifierPlace = (coachId: number) => `google authorisation ${coachId}`;

/** Connects and disconnects the calendars that coaches have at Google. */
@Injectable()
export class GoogleConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly client: GoogleClient,
    private readonly secrets: SecretsService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  /** The address at which the coach consents. GoogleConnectedError when there is a connection that works. */
  async start(coachId: number): Promise<{ url: string }> {
    const { settings } = this.client;
    await this.assertNotConnected(this.database, coachId);
    const [state, verifier] = [newToken(), newToken()];
    const sealed = this.secrets.seal(verifier, verifierPlace(coachId));
    await this.database.rows(ASK, [coachId, sha256(state), sealed, this.clock.now()]);
    return { url: consentAddress(settings, state, verifier) };
  }

  /** With what Google gave the page. GoogleStateInvalidError, GoogleRefusedError, GoogleUnavailableError, GoogleConnectedError. */
  async finish(coachId: number, { code, state }: { readonly code: string; readonly state: string }): Promise<void> {
    const { settings: _isOn } = this.client;
    const refreshToken = await this.exchanged(code, await this.verifier(coachId, state));
    const [id, now] = [randomUUID(), this.clock.now()];
    const sealed = this.secrets.seal(refreshToken, tokenPlace(id));
    await this.database.transaction(async (tx) => {
      if ((await tx.rows(LOCK, [coachId])).length === 0) throw new UnauthenticatedError();
      await this.assertNotConnected(tx, coachId);
      await tx.rows(REMOVE, [coachId]);
      await tx.rows(ADD, [id, coachId, now]);
      await tx.rows(CONNECT, [id, coachId, sealed, now]);
      await tx.rows(KEEP_PERMISSION, [coachId]);
      await tx.rows(MARK_COMING, [now, coachId]);
    });
    this.worker.wake();
  }

  /** A trigger gives the permission back to Google. CalendarNotFoundError without a connection. */
  async remove(coachId: number): Promise<void> {
    if ((await this.database.rows(REMOVE, [coachId])).length === 0) throw new CalendarNotFoundError();
    this.worker.wake();
  }

  private async assertNotConnected(db: Database | Transaction, coachId: number): Promise<void> {
    if ((await db.rows(CONNECTED, [coachId])).length > 0) throw new GoogleConnectedError();
  }

  private async verifier(coachId: number, state: string): Promise<string> {
    const [taken] = await this.database.rows<{ verifier: string }>(TAKE, [coachId, sha256(state), this.clock.now()]);
    if (!taken) throw new GoogleStateInvalidError();
    try {
      return this.secrets.open(taken.verifier, verifierPlace(coachId));
    } catch (error) {
      if (error instanceof SealBrokenError) throw new GoogleStateInvalidError();
      throw error;
    }
  }

  private async exchanged(code: string, verifier: string): Promise<string> {
    try {
      const { refresh_token: refreshToken, scope } = await this.client.exchange(code, verifier);
      if (refreshToken === undefined || !scope?.split(' ').includes(SCOPE)) throw new GoogleRefusedError();
      return refreshToken;
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
      if (error.fault === 'disconnected') throw new GoogleRefusedError();
      throw new GoogleUnavailableError({ cause: error });
    }
  }
}
