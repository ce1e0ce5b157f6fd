import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '../config/config.js';
import { type Participant, type RoomVisit, VideoProvider } from './video-provider.js';

const ROOM_BYTES = 18;
/** A token lives as long as the room, and a little longer, for whoever loses the connection at the end. */
const GRACE_MS = 10 * 60_000;

/** Rooms of a Jitsi server. They come to be when somebody enters them. With an app id and a secret each person gets a token. */
@Injectable()
export class Jitsi extends VideoProvider {
  private readonly jwt = new JwtService();

  constructor(private readonly config: Config) {
    super();
  }

  newRoom(): string {
    return `session-${randomBytes(ROOM_BYTES).toString('hex')}`;
  }

  joinUrl(visit: RoomVisit, participant: Participant): string {
    const { baseUrl, jitsi } = this.config.video;
    const url = new URL(`${baseUrl}/${visit.room}`);
    if (jitsi !== null) url.searchParams.set('jwt', this.token(visit, participant, jitsi));
    return url.href;
  }

  /** As the token authentication of Prosody reads it. It holds a name, and neither an id nor an email. */
  private token(
    { room, closesAt }: RoomVisit,
    { name, isModerator }: Participant,
    { appId, secret }: { readonly appId: string; readonly secret: string },
  ): string {
    const { hostname } = new URL(this.config.video.baseUrl);
    const user = { name, moderator: isModerator, affiliation: isModerator ? 'owner' : 'member' };
    const exp = Math.floor((closesAt.getTime() + GRACE_MS) / 1000);
    const claims = { aud: 'jitsi', iss: appId, sub: hostname, room, exp, context: { user } };
    return this.jwt.sign(claims, { secret, algorithm: 'HS256', noTimestamp: true });
  }
}
