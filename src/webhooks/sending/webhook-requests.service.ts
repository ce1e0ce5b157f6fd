import { Injectable } from '@nestjs/common';
import { OutgoingClient } from '../../outgoing/outgoing-client.js';
import { OutgoingError } from '../../outgoing/outgoing-error.js';
import { SealBrokenError } from '../../secrets/sealed.js';
import { SecretsService } from '../../secrets/secrets.service.js';
import { Clock } from '../../time/clock.js';
import { faulty, type Outcome, outcomeOf } from '../domain/outcome.js';
import { signedHeaders } from '../domain/signature.js';
import { secretPlace } from '../webhook.entity.js';

const LIMIT_MS = 15_000;

/** Of the answer, for its owner to read. */
const ANSWER_BYTES = 1024;

/** A message, and the endpoint that it goes to. */
export interface Message {
  readonly webhookId: number;
  readonly messageId: string;
  readonly body: string;
  readonly url: string;
  /** Sealed. */
  readonly secret: string;
  /** Sealed; null when it signs no more. */
  readonly previousSecret: string | null;
}

/** Makes one try: signs a message, sends it, and judges the answer. */
@Injectable()
export class WebhookRequestsService {
  constructor(
    private readonly client: OutgoingClient,
    private readonly secrets: SecretsService,
    private readonly clock: Clock,
  ) {}

  async send(message: Message, signal: AbortSignal): Promise<Outcome> {
    const { url, body } = message;
    try {
      const headers = { 'content-type': 'application/json', ...this.signed(message) };
      const bounds = { timeoutMs: LIMIT_MS, maxBytes: ANSWER_BYTES, whenTooLarge: 'cut' } as const;
      const answer = await this.client.send({ url, method: 'POST', body, headers, signal, ...bounds });
      return outcomeOf(answer, this.clock.now());
    } catch (error) {
      if (error instanceof OutgoingError) return faulty(error.fault);
      if (error instanceof SealBrokenError) return faulty('secret-lost');
      throw error;
    }
  }

  private signed({ webhookId, messageId, body, secret, previousSecret }: Message) {
    const sealed = previousSecret === null ? [secret] : [secret, previousSecret];
    const secrets = sealed.map((text) => this.secrets.open(text, secretPlace(webhookId)));
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    return signedHeaders({ id: messageId, timestamp, body }, secrets);
  }
}
