import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { mailOf } from '../../src/notifications/mail/render.js';
import { LOCALES, type Reader } from '../../src/notifications/messages/facts.js';
import { messageOf, type MessageName, MESSAGES } from '../../src/notifications/messages/messages.js';
import { SESSION } from '../../src/notifications/messages/sample-session.js';

const FOLDER = join(PROJECT_ROOT, 'test/mails/rendered');
/** REWRITE_MAILS=on accepts the texts as they are now. Read the differences before you commit them. */
const ACCEPTS = process.env['REWRITE_MAILS'] === 'on';
const NAMES = Object.keys(MESSAGES) as MessageName[];
const ZONES = ['Europe/Berlin', 'America/New_York'];

interface Rendered {
  readonly heading: string;
  readonly words: { readonly title: string; readonly body: readonly string[] };
  readonly mail: ReturnType<typeof mailOf>;
}

/** Each sample of a message, in each language and zone. */
function renderedOf(name: MessageName): Rendered[] {
  const message = messageOf(name);
  return message.samples.flatMap(({ title, role, facts }) =>
    LOCALES.flatMap((locale) =>
      ZONES.map((zone) => {
        const reader: Reader = { name: role === 'coach' ? SESSION.coach : SESSION.client, role, locale, zone };
        const mail = mailOf(name, reader, facts);
        return { heading: `${title}, ${locale}, ${zone}`, words: message.words(reader, facts), mail };
      }),
    ),
  );
}

const fileText = (rendered: readonly Rendered[]) =>
  rendered
    .map(({ heading, words, mail }) =>
      [
        `=== ${heading}`,
        `In the application: ${words.title} | ${words.body[0]}`,
        `Subject: ${mail.subject}`,
        '',
        mail.text,
      ]
        .join('\n')
        .trimEnd(),
    )
    .join('\n\n\n')
    .concat('\n');

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** What a person reads in a page. */
const shownText = (html: string) =>
  html
    .replace(/<(style|title)>[^]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&[#\w]+;/g, (entity) => ENTITIES[entity]!)
    .replaceAll(/\s+/g, ' ');

describe('the texts of messages', () => {
  it.each(NAMES)('of %s are those that were read and accepted', (name) => {
    const file = join(FOLDER, `${name}.txt`);
    const text = fileText(renderedOf(name));
    if (ACCEPTS) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, text);
    }
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'nothing').toBe(text);
  });

  it('have a file for each message and none besides', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(NAMES.map((name) => `${name}.txt`).sort());
  });

  it('are the same in the HTML and in the text', () => {
    for (const { heading, mail } of NAMES.flatMap(renderedOf)) {
      const shown = shownText(mail.html);
      const words = mail.text.split(/\n/).map((line) => line.replace(/:$|^-- $/, ''));
      const missing = words.flatMap((line) => line.split(': ')).filter((part) => !shown.includes(part.trim()));
      expect({ heading, missing }).toEqual({ heading, missing: [] });
    }
  });

  it('tell the mails of an inbox apart', () => {
    const rendered = NAMES.flatMap((name) => renderedOf(name).map(({ mail }) => ({ name, mail })));
    for (const { name, mail } of rendered.filter(({ name }) => /^booking\./.test(name))) {
      expect({ name, subject: mail.subject }).toEqual({
        name,
        subject: expect.stringMatching(/.+: (Technique check|Slot 5|Platz 5) (with|mit) (Carla Weiß|Jörg O’Neill)/),
      });
    }
    for (const locale of LOCALES) {
      const titles = NAMES.map((name) => renderedOf(name).find(({ mail }) => mail.locale === locale)!.mail.subject);
      expect(new Set(titles).size).toBe(NAMES.length);
    }
  });

  it('load nothing, run nothing, and link to the platform only', () => {
    for (const { mail } of NAMES.flatMap(renderedOf)) {
      expect(mail.html).not.toMatch(/<(img|script|link|iframe|object|form)|url\(|\son\w+=/i);
      const links = [...mail.html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link!);
      expect(links.filter((link) => !link.startsWith('https://app.example.com/'))).toEqual([]);
    }
  });
});

describe('what people wrote', () => {
  const reader: Reader = { name: 'Jo', role: 'client', locale: 'en', zone: 'UTC' };

  it('is never taken for HTML', () => {
    const coach = `<script>alert("1")</script> & 'Co'`;
    const { html, text, subject } = mailOf('booking.confirmed', reader, { ...SESSION, coach, sessionType: '<b>' });
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Co&#39;');
    expect(text).toContain(coach);
    expect(subject).toContain(coach);
  });

  it('stays on its line, and turns no text around', () => {
    const coach = 'Eve\r\nBcc: all@example.com\u2028\u202eevil';
    const facts = { ...SESSION, coach, sessionType: 'A\nB' };
    const { subject, text } = mailOf('booking.confirmed', { ...reader, name: 'Jo\r\nX' }, facts);
    expect(subject).toBe('Confirmed: A B with Eve Bcc: all@example.com evil, Mon 7 Dec 08:00');
    expect(text).toContain('Hello Jo X,');
    expect(text).toContain('With: Eve Bcc: all@example.com evil\n');
  });
});

describe('times in messages', () => {
  const at = (startsAt: string, endsAt: string, zone: string, coachZone: string | null) => {
    const facts = { ...SESSION, startsAt: new Date(startsAt), endsAt: new Date(endsAt), coachZone };
    const lines = messageOf('booking.confirmed').lines({ name: 'Jo', role: 'client', locale: 'en', zone }, facts);
    return lines.slice(2).map(([label, value]) => `${label}: ${value}`);
  };

  it.each([
    [
      'in both zones, when clocks there differ',
      at('2026-12-07T08:00:00Z', '2026-12-07T09:00:00Z', 'America/New_York', 'Europe/Berlin'),
      [
        'When: Mon 7 Dec 2026, 03:00–04:00, America/New_York (UTC−5)',
        'For your coach: Mon 7 Dec 2026, 09:00–10:00, Europe/Berlin (UTC+1)',
      ],
    ],
    [
      'once, when clocks in both zones agree',
      at('2026-12-07T08:00:00Z', '2026-12-07T09:00:00Z', 'Europe/Paris', 'Europe/Berlin'),
      ['When: Mon 7 Dec 2026, 09:00–10:00, Europe/Paris (UTC+1)'],
    ],
    [
      'over midnight',
      at('2026-12-31T22:30:00Z', '2026-12-31T23:30:00Z', 'Europe/Berlin', null),
      ['When: Thu 31 Dec 2026, 23:30 – Fri 1 Jan 2027, 00:30, Europe/Berlin (UTC+1)'],
    ],
    [
      'in the hour that occurs twice, told apart by the offset',
      at('2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z', 'Europe/Berlin', null),
      ['When: Sun 25 Oct 2026, 02:30–03:30, Europe/Berlin (UTC+1)'],
    ],
    [
      'with offsets of half an hour, and in UTC',
      at('2026-12-07T08:00:00Z', '2026-12-07T09:00:00Z', 'UTC', 'Asia/Kolkata'),
      [
        'When: Mon 7 Dec 2026, 08:00–09:00, UTC',
        'For your coach: Mon 7 Dec 2026, 13:30–14:30, Asia/Kolkata (UTC+5:30)',
      ],
    ],
  ])('are written %s', (_, lines, expected) => {
    expect(lines).toEqual(expected);
  });
});
