import { plainText, type Line } from '../facts/artefacts/markdown.ts';
import { isPlaceholder, type Section } from './postmortem-sections.ts';

/** An action as a postmortem writes it. */
export interface WrittenAction {
  readonly text: string;
  /** The line as it is written, with its markup: it names files in backticks and links. */
  readonly source: string;
  readonly type?: string;
  readonly owner?: string;
  readonly link?: string;
  readonly due?: string;
  readonly state: 'open' | 'done' | 'unknown';
  readonly line: Line;
}

/** No postmortem has more that anybody would do. */
const maxActions = 100;

/** The actions of a postmortem's sections: rows of tables, boxes to tick, or points of a list. */
export function actionsOf(sections: readonly Section[]): WrittenAction[] {
  return sections
    .flatMap(({ name, title, lines }) =>
      name === 'actions'
        ? [...tableActions(lines, () => true), ...listActions(lines)].map((each) => withKind(each, title))
        : // A table that calls itself one of actions, wherever it stands.
          name === 'timeline'
          ? []
          : tableActions(lines, isTableOfActions),
    )
    .filter(({ text }) => !isPlaceholder(text))
    .slice(0, maxActions);
}

/** A heading over some of the actions says what they are for. */
function withKind(action: WrittenAction, title: string): WrittenAction {
  const type = action.type === undefined ? kindOf(title.replace(/^[^\p{L}]+/u, '')) : action.type;
  return type === undefined ? action : { ...action, type };
}

/** The three kinds, by the words that are used for them; a table's own word where it is none of these. */
function kindOf(words: string): 'prevent' | 'detect' | 'mitigate' | undefined {
  if (/^prevent(?!ing recurrence|ion? of recurrence)/i.test(words)) return 'prevent';
  if (/^(detect|notice|monitor|alert)/i.test(words)) return 'detect';
  if (/^(mitigat|do less harm|repair|recover|respon)/i.test(words)) return 'mitigate';
  return undefined;
}

const columns = {
  type: /^(type|kind|category|class)\b/i,
  owner: /^(owners?|assignees?|assigned( to)?|who|responsible|dri|team|lead)\b/i,
  link: /^(bug|issue|ticket|link|jira|pr|tracking|reference|ref|url)s?\b/i,
  state: /^(status|state|done|completed?|progress)\b/i,
  due: /^(due|date|deadline|when|eta|target|by)\b/i,
  text: /^(action|item|task|what|description|follow|todo|measure|improvement|step|summary)/i,
} as const;
type Column = keyof typeof columns;

function isTableOfActions(head: readonly string[]): boolean {
  const words = head.map(plainText);
  return (
    words.some((word) => /^((corrective|preventi(ve|on)) )?actions?( items?)?$|^follow-?ups?$/i.test(word)) &&
    words.some((word) => /^(owner|assignee|ticket|issue|bug|status|due|kind|type)/i.test(word)) &&
    !words.some((word) => /^(time|when|utc)\b/i.test(word))
  );
}

function tableActions(lines: readonly Line[], counts: (head: readonly string[]) => boolean): WrittenAction[] {
  const found: WrittenAction[] = [];
  let head: readonly (Column | undefined)[] | undefined;
  for (const [i, line] of lines.entries()) {
    const cells = cellsOf(line.text);
    if (!cells) {
      head = undefined;
      continue;
    }
    if (isRule(line.text)) continue;
    if (!head) {
      if (!isRule(lines[i + 1]?.text ?? '')) continue;
      head = counts(cells) ? columnsOf(cells) : cells.map(() => undefined);
      continue;
    }
    const cell = (column: Column) => {
      const at = head?.indexOf(column) ?? -1;
      return at < 0 ? '' : (cells[at] ?? '');
    };
    const source = cell('text');
    const text = plainText(source);
    if (text === '' || isPlaceholder(text)) continue;
    const status = `${cell('state')} ${cell('link')}`;
    const type = plainText(cell('type'));
    const owner = plainText(cell('owner'));
    const due = /\d{4}-\d{2}-\d{2}/.exec(cell('due') || cell('state'))?.[0];
    const link = linkIn(cell('link')) ?? linkIn(source);
    found.push({
      text: plainText(source.replace(/^~~|~~$/g, '')),
      source: cells.join(' '),
      ...(type === '' || isPlaceholder(type) ? {} : { type: kindOf(type) ?? type }),
      ...(owner === '' || isPlaceholder(owner) ? {} : { owner }),
      ...(link === undefined ? {} : { link }),
      ...(due === undefined ? {} : { due }),
      state: /^~~.*~~$/.test(source) ? 'done' : stateIn(status),
      line,
    });
  }
  return found;
}

function isRule(text: string): boolean {
  return /^\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?$/.test(text.trim());
}

/** The cells of a table's line; undefined where it is none. */
function cellsOf(text: string): string[] | undefined {
  if (!text.includes('|')) return undefined;
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** What each column holds: the first that a word fits; the actions stand in the first that nothing else names. */
function columnsOf(cells: readonly string[]): (Column | undefined)[] {
  const taken = new Set<Column>();
  const found = cells.map((cell): Column | undefined => {
    const words = plainText(cell);
    const column = (Object.keys(columns) as Column[]).find((each) => !taken.has(each) && columns[each].test(words));
    if (column) taken.add(column);
    return column;
  });
  if (taken.has('text')) return found;
  const free = cells.findIndex((cell, i) => found[i] === undefined && !/^(#|no\.?|id|priority|prio|p|)$/i.test(cell));
  return found.map((column, i) => (i === free ? 'text' : column));
}

/** Words that say whether it is done; those for open come first, for they hold the others: `not done`. */
function stateIn(words: string): WrittenAction['state'] {
  const plain = plainText(words);
  if (
    /\b(not (yet )?(done|started|closed|fixed)|undone|open(ed)?|to-?do|in[ -](progress|review)|pending|planned|started|blocked|wip|ongoing|backlog|proposed)\b|⬜|🚧|⏳|\[ \]|❌/iu.test(
      plain,
    )
  )
    return 'open';
  if (
    /\b(done|closed|completed?|finished|fixed|merged|resolved|shipped|deployed|implemented|declined|dropped|wo?n['’]t (fix|do)|cancell?ed)\b|✅|✔|☑|\[x\]/iu.test(
      plain,
    )
  )
    return 'done';
  return 'unknown';
}

function linkIn(source: string): string | undefined {
  const address = /https?:\/\/[^\s)>\]|]+/.exec(source)?.[0];
  return address ?? /(?:^|[\s([])([A-Z][A-Z0-9]{1,9}-\d+|[\w.-]*(?:\/[\w.-]+)?#\d+)\b/.exec(source)?.[1];
}

function listActions(lines: readonly Line[]): WrittenAction[] {
  const points: { line: Line; indent: number; box?: string; source: string }[] = [];
  for (const line of lines) {
    const match = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?:\[([ xX~-])\]\s+)?(\S.*)$/.exec(line.text);
    if (match) {
      const box = match[2];
      const indent = (match[1] ?? '').replaceAll('\t', '    ').length;
      points.push({ line, indent, ...(box === undefined ? {} : { box }), source: match[3] ?? '' });
      continue;
    }
    const last = points.at(-1);
    // A paragraph that goes on on the next line.
    if (last && /^\s+\S/.test(line.text) && !line.text.includes('|')) last.source += ` ${line.text.trim()}`;
  }
  const boxed = points.some(({ box }) => box !== undefined);
  // Points above the boxes are headings of a kind, and points below them explain.
  const level = Math.min(...points.filter(({ box }) => !boxed || box !== undefined).map(({ indent }) => indent));
  const actions: WrittenAction[] = [];
  for (const { line, indent, box, source } of points) {
    const counts = box !== undefined || indent === level;
    const last = actions.at(-1);
    if (counts) actions.push(listAction(source, box, line));
    else if (last) actions[actions.length - 1] = { ...withDetails(last, source), source: `${last.source} ${source}` };
  }
  return actions;
}

function listAction(source: string, box: string | undefined, line: Line): WrittenAction {
  const struck = /^~~.*~~/.test(source);
  const bare = plainText(source.replace(/~~/g, ''));
  const kind = /^\W*(prevent|detect|notice|mitigat)\w*\W*[:\]—-]/i.exec(bare);
  const type = kind?.[1] === undefined ? undefined : kindOf(kind[1]);
  // Only words in capitals or at the end say the state: `close what is done` is an action.
  const marked =
    /\b(DONE|TODO|OPEN|CLOSED|IN PROGRESS)\b/.exec(bare)?.[1] ?? /\(([^()]{3,30})\)\W*$/.exec(bare)?.[1] ?? '';
  const ticked = box === undefined ? undefined : box.toLowerCase() === 'x' ? ('done' as const) : ('open' as const);
  const sign = /^\s*(?:(✅|☑|✔)|⬜|☐|🚧|⏳|❌)\uFE0F?\s*/u.exec(bare);
  const mark = sign ? (sign[1] === undefined ? ('open' as const) : ('done' as const)) : undefined;
  return withDetails(
    {
      text: bare.slice(kind?.[0].length ?? sign?.[0].length ?? 0).trim(),
      source,
      ...(type === undefined ? {} : { type }),
      state: struck ? 'done' : (ticked ?? mark ?? stateIn(marked)),
      line,
    },
    source,
  );
}

/** What a point or the points below it say of who, when and where: `(owner: Tom, due 2026-12-01)`. */
function withDetails(action: WrittenAction, source: string): WrittenAction {
  const bare = plainText(source);
  const owner =
    /\b(?:owner|assignee|assigned to|responsible|dri)\s*[:=]\s*@?([^,;|()[\]]{1,60}?)(?=\s*(?:[,;|()[\]]|\.\s|\.?$|\bdue\b))/i.exec(
      bare,
    )?.[1] ?? /(?:^|[\s(])@([\w-]{1,39}(?:\/[\w-]+)?)\b/.exec(bare)?.[1];
  const due = /\b(?:due|by|until|deadline|eta|target)\b[^\d\n]{0,12}(\d{4}-\d{2}-\d{2})/i.exec(bare)?.[1];
  const link = linkIn(source);
  return {
    ...action,
    ...(action.owner === undefined && owner !== undefined ? { owner: owner.trim() } : {}),
    ...(action.due === undefined && due !== undefined ? { due } : {}),
    ...(action.link === undefined && link !== undefined ? { link } : {}),
  };
}
