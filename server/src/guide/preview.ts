import type { Guide, GuidePage } from './guide.ts';
import { codelessOf, scanLinks, type MarkdownLink } from './markdown-links.ts';
import { pathOf } from './page.ts';

/** What an organisation's page is drawn with. */
export interface PreviewPorts {
  readonly guide: Guide;
  /** An image beside the page as a `data:` address; undefined where there is none, or it is too large. */
  image(path: string): Promise<string | undefined>;
}

/** Images of one page that are shown, in UTF-16 units of their addresses. */
const maxImages = 4_000_000;

/** The page's Markdown with nothing in it that acts: links lead to pages and to the web only, HTML is what writers need, images are inside. */
export async function inertMarkdown(page: GuidePage, ports: PreviewPorts): Promise<string> {
  if (page.origin === 'bundled') return page.markdown;
  const { links, end } = scanLinks(codelessOf(page.markdown, 0));
  const whole = end === page.markdown.length;
  // Beyond what was looked at, nothing is drawn.
  const markdown = whole ? page.markdown : page.markdown.slice(0, end);
  const edits: { start: number; end: number; text: string }[] = [];
  let room = maxImages;
  for (const link of links.filter(({ kind, span }) => kind !== 'html' && span.start < end)) {
    let target = await safeTarget(link, page, ports);
    if (target.startsWith('data:')) {
      room -= target.length;
      if (room < 0) target = '#';
    }
    if (target !== link.target) edits.push({ ...link.span, text: target });
  }
  const targets = [...edits].sort((a, b) => a.start - b.start);
  let next = 0;
  const prose = codelessOf(markdown, 0);
  for (const match of prose.matchAll(/<(?:!--[\s\S]*?(?:-->|$)|[a-z/!?][^<>]{0,2000}>?)/gi)) {
    const end = match.index + match[0].length;
    const text = await safeTag(match[0], page, ports);
    if (text === match[0]) continue;
    // An address in angle brackets was looked at as a link's target already.
    while ((targets[next]?.end ?? Infinity) <= match.index) next++;
    if ((targets[next]?.start ?? Infinity) < end) continue;
    edits.push({ start: match.index, end, text });
  }
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    result += markdown.slice(at, start) + text;
    at = end;
  }
  const rest = whole ? '' : '\n\n*The rest of this page is not shown: it has too many links.*\n';
  return result + markdown.slice(at) + rest;
}

/** A target without what hides its scheme: entities, escapes, spaces and control characters. */
function revealed(target: string): string {
  const named: Readonly<Record<string, string>> = { colon: ':', Tab: '', NewLine: '', amp: '&', sol: '/' };
  return (
    target
      .replace(/&#(x[\da-f]{1,6}|\d{1,7});?/gi, (_, code: string) => {
        const number = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
        return number <= 0x10ffff ? String.fromCodePoint(number) : '';
      })
      .replace(/&(\w{2,10});/g, (whole, name: string) => named[name] ?? whole)
      .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
      // eslint-disable-next-line no-control-regex -- browsers leave these out of a scheme
      .replace(/[\u0000-\u0020\u00ad\u200b-\u200f]/g, '')
  );
}

const schemeOf = (target: string) => /^([a-z][a-z0-9+.-]*):/i.exec(revealed(target))?.[1]?.toLowerCase();
const isWeb = (scheme: string | undefined) => scheme === 'http' || scheme === 'https' || scheme === 'mailto';

async function safeTarget(
  { target, kind }: Pick<MarkdownLink, 'target' | 'kind'>,
  page: GuidePage,
  ports: PreviewPorts,
): Promise<string> {
  const scheme = schemeOf(target);
  if (scheme !== undefined) {
    const image =
      kind === 'image' && scheme === 'data' && /^data:image\/(png|jpe?g|gif|webp);base64,[\w+/=]+$/i.test(target);
    return isWeb(scheme) || image ? target : '#';
  }
  const hash = target.indexOf('#');
  const anchor = hash < 0 ? '' : target.slice(hash);
  const path = decoded((hash < 0 ? target : target.slice(0, hash)).replace(/\?.*$/, ''));
  if (path === '' || target.startsWith('//')) return target;
  const full = join(page, path);
  if (/\.(png|jpe?g|gif|webp|svg|avif)$/i.test(path)) return (await ports.image(full ?? path)) ?? '#';
  const other = full === undefined ? undefined : pageAt(page, full, ports.guide);
  return other ? `${relative(page.id, other.id)}.md${anchor}` : target;
}

/** A path from a page, as a path from its Guide's folder; undefined where it leads out of it. */
function join(page: GuidePage, path: string): string | undefined {
  // A folder's own page has the folder's path, and its links start inside of it.
  const file = page.file ?? page.location ?? page.path;
  const isOwn =
    /(^|\/)(readme|index|_index)\.(md|markdown)$/i.test(file) && !/^(readme|index|_index)$/i.test(page.path);
  const kept = path.startsWith('/') ? [] : page.path.split('/').slice(0, isOwn ? undefined : -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

function pageAt(page: GuidePage, path: string, guide: Guide): GuidePage | undefined {
  const bare = path.replace(/\.(md|markdown|html?)$/i, '');
  const candidates = [bare, pathOf(bare), `${bare}/README`, `${bare}/index`];
  for (const each of candidates)
    for (const found of guide.named(each))
      if (found.path === each && (found.root === page.root || found.origin === 'bundled')) return found;
  return page.root === undefined ? undefined : guide.named(`${page.root}/${pathOf(bare)}`)[0];
}

function relative(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const end = to.split('/');
  let same = 0;
  while (same < start.length && same < end.length - 1 && start[same] === end[same]) same++;
  const path = [...start.slice(same).map(() => '..'), ...end.slice(same)].join('/');
  return path.replace(/[ ()<>%]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

const tags: ReadonlySet<string> = new Set(
  'a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  ),
);
const attributes = /^(href|src|alt|title|id|name|width|height|align|valign|colspan|rowspan|open|start|lang|dir)$/;

async function safeTag(tag: string, page: GuidePage, ports: PreviewPorts): Promise<string> {
  if (tag.startsWith('<!--')) return ' ';
  const link = /^<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>$/i.exec(tag)?.[1];
  if (link !== undefined) return isWeb(schemeOf(link)) ? tag : `&lt;${link}&gt;`;
  if (/^<[^\s<>@]+@[^\s<>@]+>$/.test(tag)) return tag;
  const parsed = /^<(\/?)([a-z][a-z0-9-]*)([\s\S]*?)(\/?)>$/i.exec(tag);
  const name = parsed?.[2]?.toLowerCase() ?? '';
  if (!parsed || !tags.has(name)) return tag.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (parsed[1] === '/') return `</${name}>`;
  let kept = '';
  for (const match of (parsed[3] ?? '').matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/g)) {
    const key = (match[1] ?? '').toLowerCase();
    if (!attributes.test(key)) continue;
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const kind = key === 'src' ? 'image' : 'html';
    const safe = key === 'href' || key === 'src' ? await safeTarget({ target: value, kind }, page, ports) : value;
    kept += ` ${key}="${safe.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;
  }
  return `<${name}${kept}${parsed[4] ?? ''}>`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
