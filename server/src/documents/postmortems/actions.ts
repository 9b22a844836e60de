import { plainText, type Line } from '../../facts/artefacts/markdown.ts';
import { isoDate } from './dates.ts';
import { detailsIn, kindOf, linkIn, stateIn, type ActionState, type Details } from './details.ts';
import { isPlaceholder, type Section } from './sections.ts';

/** An action as a postmortem writes it. */
export interface WrittenAction extends Omit<Details, 'status' | 'mark'> {
  /** The words as they were read once, where these are others. */
  readonly was?: string;
  /** The line as it is written, with its markup: it names files in backticks and links. */
  readonly source: string;
  readonly state: ActionState;
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
    const due = isoDate(cell('due') || cell('state'));
    const link = linkIn(cell('link')) ?? linkIn(source);
    const former = plainText(source.replace(/^~~|~~$/g, ''));
    const { mark, status: written, ...details } = detailsIn(former);
    const told = /^\W*(?:yes|no)\W*$/i.test(cell('state'))
      ? /no/i.test(cell('state'))
        ? 'open'
        : 'done'
      : stateIn(status);
    found.push({
      ...details,
      ...(former === details.text ? {} : { was: former }),
      source: cells.join(' '),
      ...(type === '' || isPlaceholder(type) ? {} : { type: kindOf(type) ?? type }),
      ...(owner === '' || isPlaceholder(owner) ? {} : { owner }),
      ...(link === undefined ? {} : { link }),
      ...(due === undefined ? {} : { due }),
      state: /^~~.*~~$/.test(source) ? 'done' : told === 'unknown' ? (written ?? mark ?? 'unknown') : told,
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
  const { text, type, status, mark, ...details } = detailsIn(bare);
  const address = /^https?:/.exec(linkIn(source) ?? '')?.input;
  // Only words in capitals or at the end say the state: `close what is done` is an action.
  const loose =
    /\b(DONE|TODO|OPEN|CLOSED|IN PROGRESS)\b/.exec(bare)?.[1] ?? /\(([^()]{3,30})\)\W*$/.exec(bare)?.[1] ?? '';
  const ticked = box === undefined ? undefined : box.toLowerCase() === 'x' ? ('done' as const) : ('open' as const);
  const former = formerly(bare);
  return withHandle(
    {
      text,
      ...(former === text ? {} : { was: former }),
      source,
      ...(type === undefined ? {} : { type }),
      ...details,
      ...(address === undefined ? {} : { link: address }),
      state: struck ? 'done' : (agreed(ticked, status) ?? mark ?? stateIn(loose)),
      line,
    },
    source,
  );
}

/** What a box and what words say; where they contradict each other nobody can tell. */
function agreed(ticked: ActionState | undefined, status: ActionState | undefined): ActionState | undefined {
  if (ticked === undefined || status === undefined) return ticked ?? status;
  return ticked === status ? ticked : 'unknown';
}

/** The words as they were read before details were taken out of them: what people wrote then goes by these. */
function formerly(bare: string): string {
  const kind = /^\W*(?:prevent|detect|notice|mitigat)\w*\W*[:\]—-]/i.exec(bare);
  const sign = /^\s*(?:✅|☑|✔|⬜|☐|🚧|⏳|❌)\uFE0F?\s*/u.exec(bare);
  return bare.slice(kind?.[0].length ?? sign?.[0].length ?? 0).trim();
}

/** What a point below an action says of who, when, where and how far: `Owner: Tom`. */
function withDetails(action: WrittenAction, source: string): WrittenAction {
  const { owner, due, link, priority, type, status } = detailsIn(plainText(source));
  const more = { owner, due, link, priority, type };
  const fresh = Object.entries(more).filter(
    ([key, each]) => each !== undefined && action[key as keyof typeof more] === undefined,
  );
  const state = action.state === 'unknown' && status !== undefined ? { state: status } : {};
  return withHandle({ ...action, ...Object.fromEntries(fresh), ...state }, source);
}

/** Somebody who is named by a handle alone, a day that it is to be done by, and a ticket in the midst of the words. */
function withHandle(action: WrittenAction, source: string): WrittenAction {
  const bare = plainText(source);
  const owner = /(?:^|[\s(])@([\w-]{1,39}(?:\/[\w-]+)?)\b/.exec(bare)?.[1];
  const due = /\b(?:due|by|until|deadline|eta|target)\b[^\d\n]{0,12}(\d{4}-\d{2}-\d{2})/i.exec(bare)?.[1];
  const link = linkIn(source);
  return {
    ...action,
    ...(action.owner === undefined && owner !== undefined ? { owner } : {}),
    ...(action.due === undefined && due !== undefined ? { due } : {}),
    ...(action.link === undefined && link !== undefined ? { link } : {}),
  };
}
