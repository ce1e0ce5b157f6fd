import { htmlOf } from './markdown.js';

describe('Markdown as HTML', () => {
  it.each([
    ['# Two words', '<h1 id="two-words"><a href="#two-words">Two words</a></h1>'],
    ['## slot-taken', '<h2 id="slot-taken"><a href="#slot-taken">slot-taken</a></h2>'],
    ['One\nparagraph', '<p>One\nparagraph</p>'],
    ['- one\n  goes on\n- two', '<ul><li>one\n  goes on</li><li>two</li></ul>'],
    [
      '```json\n{ "a": "<b>" }\n\n# no\n```',
      '<pre><code>{ &quot;a&quot;: &quot;&lt;b&gt;&quot; }\n\n# no</code></pre>',
    ],
    ['`code`, **bold**', '<p><code>code</code>, <strong>bold</strong></p>'],
    ['[here](https://example.com/a)', '<p><a href="https://example.com/a">here</a></p>'],
    ['[file](docs/problems.md) [x](javascript:alert)', '<p>file x</p>'],
    ['<script>', '<p>&lt;script&gt;</p>'],
  ])('%j', (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
  });
});
