import type { Person, TestApp } from './app.js';

/** A stream as a frontend reads it: with fetch. */
export class EventStreamReader {
  text = '';
  isOver = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.read();
  }

  static async open(app: TestApp, person: Person, headers: Record<string, string> = {}): Promise<EventStreamReader> {
    const abort = new AbortController();
    const response = await fetch(`${app.origin}/api/v1/notifications/stream`, {
      headers: { authorization: `Bearer ${person.token!}`, origin: 'http://localhost:3000', ...headers },
      signal: abort.signal,
    });
    return new EventStreamReader(response, abort);
  }

  get events(): { id: number; event: string; data: { type: string; booking_id: number } }[] {
    return [...this.text.matchAll(/id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n/g)].map(([, id, event, data]) => ({
      ...{ id: Number(id), event: event! },
      data: JSON.parse(data!) as { type: string; booking_id: number },
    }));
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body!) this.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // Closed by us, or cut.
    }
    this.isOver = true;
  }
}
