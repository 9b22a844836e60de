import type { HostMentions } from '../../model/link-fact.ts';

/** Names of one file that are kept. */
const maxHosts = 200;

/** `scheme://host`, with what may stand before the host: `user:word@`. */
const inUrl =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s/@"'`]{1,200}@)?([a-zA-Z0-9](?:[\w.-]{0,200}\w)?)(?=[:/"'`\s,;?)}\]>%]|\$\{|$)/gm;
/** `host:port`, where a value begins. */
const withPort = /(?<=["'`\s=,(@[]|^)([a-zA-Z](?:[\w.-]{0,200}\w)?):\d{2,5}(?=["'`\s,;/)}\]]|$)/gm;
/** A string that is one word with hyphens, as services are called. */
const word = /(["'`])([a-z][a-z0-9]{0,60}(?:-[a-z0-9]{1,60}){1,8})\1/g;
/** Markup is full of words with hyphens that are classes. */
const markup = /<\/?[A-Za-z][\w.]*[\s>]/;
const nobody =
  /^(localhost|.*\.local|example\.(com|org|net)|.*\.example(\.com|\.org)?|www\.w3\.org|schemas?\..*|0\.0\.0\.0|[\d.]+)$/i;

/** Whether a place stands in a line that is a comment. */
function isComment(text: string, at: number): boolean {
  return /^[ \t]*(\/\/|#|\*|\/\*)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}

/** The names in a text that may be hosts; `words` asks for words with hyphens, too. */
export function hostMentions(text: string, { words }: { words: boolean }): HostMentions[] {
  const found = new Map<string, HostMentions['hosts'][number]>();
  const add = (written: string, start: number, more: { word?: true; url?: true } = {}) => {
    const host = written.toLowerCase();
    if (found.has(host) || found.size >= maxHosts || nobody.test(host)) return;
    found.set(host, { host, span: { start, end: start + written.length }, ...more });
  };
  for (const match of text.matchAll(inUrl)) {
    // What a comment names is an example more often than a target.
    if (isComment(text, match.index)) continue;
    const isWhole = /^https?:/.test(match[0]) && /["'`]/.test(text[match.index - 1] ?? '');
    add(match[1] ?? '', match.index + match[0].length - (match[1]?.length ?? 0), isWhole ? { url: true } : {});
  }
  for (const match of text.matchAll(withPort)) if (!isComment(text, match.index)) add(match[1] ?? '', match.index);
  if (words && !markup.test(text))
    for (const match of text.matchAll(word)) add(match[2] ?? '', match.index + 1, { word: true });
  const [first] = found.values();
  return first ? [{ kind: 'host-mentions', span: first.span, hosts: [...found.values()] }] : [];
}
