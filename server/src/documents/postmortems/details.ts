import { plainText } from '../../facts/artefacts/markdown.ts';
import { dateIn } from './dates.ts';
import { isPlaceholder } from './sections.ts';

export type ActionState = 'open' | 'done' | 'unknown';

/** What the words of an action say beside what is to be done. */
export interface Details {
  /** What is to be done. */
  readonly text: string;
  /** `prevent`, `detect` or `mitigate`; another word where the postmortem says another. */
  readonly type?: string;
  readonly owner?: string;
  /** A web address, or a ticket's name as it is written. */
  readonly link?: string;
  /** ISO date. */
  readonly due?: string;
  /** As it is written: `P1`, `high`. */
  readonly priority?: string;
  /** Said behind a name: `Status: done`. */
  readonly status?: ActionState;
  /** Said by a mark: `[DONE]`, `✅`, `- done` at the end. */
  readonly mark?: ActionState;
}

/** No action is said in more; what is behind stays as it is. */
const maxText = 3000;

/** The three kinds, by the words that are used for them; a table's own word where it is none of these. */
export function kindOf(words: string): 'prevent' | 'detect' | 'mitigate' | undefined {
  if (/^prevent(?!ing recurrence|ion? of recurrence)/i.test(words)) return 'prevent';
  if (/^(detect|notice|monitor|alert)/i.test(words)) return 'detect';
  if (/^(mitigat|do less harm|repair|recover|respon)/i.test(words)) return 'mitigate';
  return undefined;
}

/** Words that say whether it is done; those for open come first, for they hold the others: `not done`. */
export function stateIn(words: string): ActionState {
  const plain = plainText(words);
  if (
    /\b((not|partly|partially|almost|nearly|to be) (yet )?(done|started|closed|fixed|completed?|finished|merged|resolved|deployed)|undone|(re-?)?open(ed)?|to-?do|in[ -](progress|review)|pending|planned|started|blocked|wip|ongoing|backlog|proposed)\b|⬜|☐|🚧|⏳|\[ \]|❌/iu.test(
      plain,
    )
  )
    return 'open';
  if (
    /\b(done|closed|completed?|finished|fixed|merged|resolved|shipped|deployed|implemented|declined|dropped|wo?n['’]?t[ -]?(fix|do)|cancell?ed)\b|✅|✔|☑|\[x\]/iu.test(
      plain,
    )
  )
    return 'done';
  return 'unknown';
}

/** A web address, or a ticket's name; the number of an action in its own list is none: `AI-1`. */
export function linkIn(source: string): string | undefined {
  const address = /https?:\/\/[^\s)>\]|]+/.exec(source)?.[0];
  return address ?? /(?:^|[\s([])((?!AI-)[A-Z][A-Z0-9]{1,9}-\d+|[\w.-]*(?:\/[\w.-]+)?#\d+)\b/.exec(source)?.[1];
}

const ticket = String.raw`(?:https?:\/\/[^\s)\]>|,;]+|[A-Z][A-Z0-9]{1,9}-\d+|[\w.-]*(?:\/[\w.-]+)?#\d+)`;
const isTicket = new RegExp(`^${ticket}$`);
const states = String.raw`not (?:yet )?(?:done|started|completed?)|to-?do|in[ -](?:progress|review)|(?:re-?)?open(?:ed)?|pending|planned|started|blocked|wip|ongoing|backlog|done|closed|completed?|finished|fixed|merged|resolved|shipped|deployed|implemented|declined|dropped|wo?n['’]?t[ -]?(?:fix|do)|cancell?ed`;
const isState = new RegExp(`^(?:${states})$`, 'i');
/** `done in 1.4`, and not `closed connections`. */
const beginsWithState = new RegExp(`^(?:${states})(?:$| (?:in|on|at|by|as|since|via|with)\\b)`, 'i');
const stateAtEnd = new RegExp(`(?:\\s+[—–-]+\\s*|\\s*[:|→]\\s*|[.;,]\\s+)(${states})[\\s.]*$`, 'i');
const isPriority = /^(?:p[0-4]|(?:prio(?:rity)?[ :]*)?(?:highest|high|medium|low|lowest|critical|urgent))$/i;
const isKind = /^(?:prevent|detect|notice|mitigat)[a-z]*$/i;
const isNumber = /^(?:AI[- ]?\d+|action(?: item)? #?\d+|item #?\d+|#?\d{1,2})$/i;
const sign = /^\s*(?:(✅|☑|✔)|⬜|☐|🚧|⏳|❌)\uFE0F?\s*/u;

/** Takes details out of an action's words, given without markup. */
export function detailsIn(all: string): Details {
  const words = all.slice(0, maxText);
  const found: { -readonly [key in keyof Details]?: Details[key] } = {};
  const marks = new Set<ActionState>();
  /** A word that says one thing and nothing else. */
  const isMark = (word: string, where: 'front' | 'inside'): boolean => {
    const plain = word.trim().replace(/^status[ :]+/i, '');
    if (isState.test(plain)) marks.add(stateIn(plain));
    else if (isPriority.test(plain)) found.priority ??= plain;
    else if (isKind.test(plain)) found.type ??= kindOf(plain) ?? plain;
    else if (isTicket.test(plain) && !(isNumber.test(plain) && (where === 'front' || /^AI/i.test(plain))))
      found.link ??= plain;
    else if (/^@[\w-]{1,39}(?:\/[\w-]+)?$/.test(plain)) found.owner ??= plain.slice(1);
    else return isNumber.test(plain) && (where === 'front' || /^A/i.test(plain));
    return true;
  };
  let text = words;
  for (let i = 0; i < 6; i++) {
    const signed = sign.exec(text);
    if (signed) marks.add(signed[1] === undefined ? 'open' : 'done');
    const front =
      signed ??
      [
        /^\s*[[(]([^\])[(]{1,40})[\])]\s*(?:[:—–-]+\s+)?/,
        /^\s*([\w#'’ /.-]{1,24}?)(?:\s*:|\s+[—–-]+)\s+/,
        /^\s*(DONE|TODO|OPEN|CLOSED|FIXED|WIP|IN PROGRESS|AI[- ]?\d{1,3})\b[.)]?\s+(?=\S)/,
      ]
        .map((pattern) => pattern.exec(text))
        .find((match) => match?.[1] !== undefined && isMark(match[1], 'front'));
    if (!front) break;
    text = text.slice(front[0].length);
  }
  text = withoutLabelled(text, found);
  // What stands in brackets and says nothing else.
  text = text.replace(/[[(]([^\])[(]{0,80})[\])]/g, (group, inner: string) => {
    const parts = inner.split(/[,;|/]| (?:in|by|as) |\s[—–-]\s/).map((part) => part.trim());
    const told = parts.filter((part) => part !== '');
    return told.every((part) => isMark(part, 'inside')) ? ' ' : group;
  });
  for (let i = 0; i < 4; i++) {
    const signed = /\s*(?:(✅|☑|✔)|⬜|☐|🚧|⏳|❌)\uFE0F?[\s.]*$/u.exec(text);
    if (signed) marks.add(signed[1] === undefined ? 'open' : 'done');
    const end =
      signed ??
      [stateAtEnd, /\s(DONE|TODO|OPEN|CLOSED|FIXED|WIP|IN PROGRESS)[\s.]*$/]
        .map((pattern) => pattern.exec(text))
        .find((match) => match?.[1] !== undefined && isMark(match[1], 'inside'));
    if (!end) break;
    text = text.slice(0, end.index);
  }
  const [mark] = marks;
  if (mark !== undefined) found.mark = marks.size === 1 ? mark : 'unknown';
  const left = text === words ? text : tidy(text);
  const rest = all.slice(maxText);
  return { ...found, text: /\p{L}{2}/u.test(left) ? `${left}${rest}` : all };
}

/** Without what removals leave behind. */
function tidy(text: string): string {
  return text
    .replace(/[[(][\s,;|.—–-]{0,20}[\])]/g, ' ')
    .replace(/\s+([.,;])/g, '$1')
    .replace(/([.,;])(?:\s?[.,;|—–-]){1,20}(?=\s|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;|:.—–-]{1,20}(?=\S)/, '')
    .replace(/[\s,;|:.—–-]{1,20}$/, '')
    .trim();
}

const labels = {
  owner: 'owners?|assignees?|assigned(?: to)?|responsible|dri',
  due: 'due(?: date| by| on)?|deadline|eta|target(?: date)?',
  status: 'status|state',
  priority: 'priority|prio|severity',
  link: 'tickets?|issues?|bugs?|jira|tracking',
  type: 'type|kind',
} as const;
type Label = keyof typeof labels;
const someLabel = Object.entries(labels)
  .map(([name, words]) => `(?<${name}>${words})`)
  .join('|');
const labelled = new RegExp(`(?<![\\p{L}\\p{N}_/-])(?:${someLabel})\\s{0,3}[:=]\\s{0,3}`, 'giu');
const nextLabel = Object.values(labels).join('|');
const name = String.raw`@?[\p{L}\p{N}][^,;|()[\]:=\n]{0,59}?`;
const endOfName = String.raw`(?=\s*(?:[,;|()[\]]|\.(?:\s|$)|$|\s[—–-]\s|\b(?:${nextLabel})\s*[:=]|\bdue\b))`;
const owners = new RegExp(
  `^${name}(?:(?:\\s*,\\s*(?:and\\s+)?)(?!(?:${nextLabel})\\b)(?:@[\\w/-]{1,40}|\\p{Lu}[\\p{L}'’-]{1,30})${endOfName})*${endOfName}`,
  'iu',
);
/** Ends where the name of something else begins. */
const value = new RegExp(
  String.raw`^[^,;|()[\]\n]{1,40}?(?=\s*(?:[,;|()[\]]|\.(?:\s|$)|$|\s[—–-]\s|\b(?:${nextLabel})\s*[:=]))`,
  'iu',
);

/** Reads `Owner: Dave. Due: 2026-09-01`, and gives the words without what was understood. */
function withoutLabelled(text: string, found: { -readonly [key in keyof Details]?: Details[key] }): string {
  const cuts: [number, number][] = [];
  for (const match of text.matchAll(labelled)) {
    const label = (Object.keys(labels) as Label[]).find((each) => match.groups?.[each] !== undefined);
    // In the midst of a sentence a small word is one of it: `say the owner: whoever is paged`.
    if (!/(?:^|[.,;:|()[\]—–-])\s*$/.test(text.slice(0, match.index)) && !/^\p{Lu}/u.test(match[0])) continue;
    const from = match.index + match[0].length;
    const length = label === undefined ? 0 : take(label, text.slice(from, from + 200), found);
    if (length > 0) cuts.push([match.index, from + length]);
  }
  let left = '';
  let end = 0;
  for (const [from, to] of cuts) {
    if (from < end) continue;
    left += `${text.slice(end, from)} `;
    end = to;
  }
  left += text.slice(end);
  // Without a colon: `due 2026-12-01`, `by 1 March 2026`.
  const bare = /(?<![\p{L}\p{N}_-])(?:due(?: date| by| on)?|by|eta|deadline|target)\s{1,3}(?=\d|[A-Z])/giu;
  for (const match of left.matchAll(bare)) {
    const said = dateIn(left.slice(match.index + match[0].length, match.index + match[0].length + 30));
    if (said?.at !== 0) continue;
    found.due ??= said.date;
    return `${left.slice(0, match.index)} ${left.slice(match.index + match[0].length + said.said.length)}`;
  }
  return left;
}

/** How much of what stands behind a name is its value; 0 where it is none that the name may have. */
function take(label: Label, rest: string, found: { -readonly [key in keyof Details]?: Details[key] }): number {
  const said = value.exec(rest)?.[0] ?? '';
  if (said !== '' && /^(?:none|nobody|unassigned|unknown|\?+|[—–-]+)$|^\W+$/i.test(said.trim())) return said.length;
  if (said !== '' && isPlaceholder(said) && /^(?:tbd|n\/?a)$/i.test(said.trim())) return said.length;
  switch (label) {
    case 'owner': {
      const who = owners.exec(rest)?.[0];
      if (who === undefined) return 0;
      found.owner ??= who.trim().replace(/(^|[,\s])@/g, '$1');
      return who.length;
    }
    case 'due': {
      const day = dateIn(rest.slice(0, 40));
      if (day?.at !== 0) return 0;
      found.due ??= day.date;
      return day.said.length;
    }
    case 'status': {
      const state = beginsWithState.test(said.trim()) ? stateIn(said) : 'unknown';
      if (state === 'unknown') return 0;
      found.status ??= state;
      return said.length;
    }
    case 'priority': {
      if (!isPriority.test(said.trim()) && !/^(?:s(?:ev)?-?)?[0-5]$/i.test(said.trim())) return 0;
      found.priority ??= said.trim();
      return said.length;
    }
    case 'link': {
      const many = new RegExp(`^${ticket}(?:\\s*(?:,|and|&)\\s*${ticket})*`).exec(rest)?.[0].replace(/\.$/, '');
      if (many === undefined) return 0;
      found.link ??= linkIn(many) ?? many;
      return many.length;
    }
    case 'type': {
      if (!isKind.test(said.trim())) return 0;
      found.type ??= kindOf(said.trim()) ?? said.trim();
      return said.length;
    }
  }
}
