/** How long a client waits before it connects again, in milliseconds. */
export const START = 'retry: 3000\n\n';

/** A line that clients ignore: it keeps proxies from closing an idle connection. */
export const COMMENT = ':\n\n';

/** A Server-Sent Event (WHATWG HTML, section 9.2). JSON has no line breaks, so the data is one line. */
export const eventText = (id: number, data: object) =>
  `id: ${id}\nevent: notification\ndata: ${JSON.stringify(data)}\n\n`;

/** The id in a Last-Event-ID header; null when there is none that this stream gave. */
export function lastEventIdOf(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
