import type { Readers } from './environment.js';

/** Where rooms of video sessions are. */
export interface VideoSettings {
  /** A Jitsi server, without the slash at its end. */
  readonly baseUrl: string;
  /** For a Jitsi server that asks for tokens; null: none. The secret is a credential: never log it. */
  readonly jitsi: { readonly appId: string; readonly secret: string } | null;
}

const MIN_SECRET = 32;

export function readVideo(read: Readers, problems: string[]): VideoSettings {
  const baseUrl = read.publicUrl('VIDEO_BASE_URL') ?? 'https://meet.jit.si';
  if (!baseUrl.startsWith('https://'))
    problems.push('VIDEO_BASE_URL must begin with https://: browsers give no camera to other pages.');
  const [appId, secret] = [read.text('JITSI_APP_ID'), read.text('JITSI_SECRET')];
  if ((appId === null) !== (secret === null)) {
    problems.push('JITSI_APP_ID must be set together with JITSI_SECRET, or neither of them.');
  }
  if (secret !== null && secret.length < MIN_SECRET) {
    problems.push(
      `JITSI_SECRET must have at least ${MIN_SECRET} characters, for example from: openssl rand -base64 48`,
    );
  }
  return { baseUrl, jitsi: appId === null || secret === null ? null : { appId, secret } };
}
