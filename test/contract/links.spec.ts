import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

const PAGES = ['.', 'docs', 'docs/adr'].flatMap((folder) =>
  readdirSync(join(PROJECT_ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

it.each(PAGES)('%s links only to files and headings that exist', (page) => {
  expect(linksOf(read(page)).filter((link) => isBroken(page, link))).toEqual([]);
});

it.each(PAGES.filter((page) => page !== 'CHANGELOG.md'))('%s names only files that exist', (page) => {
  expect(pathsOf(read(page)).filter((path) => !existsSync(resolve(PROJECT_ROOT, path)))).toEqual([]);
});

const read = (page: string) => readFileSync(resolve(PROJECT_ROOT, page), 'utf8');

/** Relative links. The test does not open other sites. */
const linksOf = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => (/^[a-z]+:/.test(link) ? [] : [link]));

/** Paths in the text that name one file. Those with `…`, `*` or `<` stand for many. */
const pathsOf = (text: string) =>
  [...text.matchAll(/`((?:src|test|migrations|seeds|scripts|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);

function isBroken(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(resolve(PROJECT_ROOT, target))) return true;
  return heading !== undefined && !anchorsOf(read(target)).includes(heading);
}

/** The anchors that GitHub generates for headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
