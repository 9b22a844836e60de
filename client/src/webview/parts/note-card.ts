/// <reference lib="dom" />
import type { LocationView } from '../../../../server/src/protocol.ts';
import type { NoteCommentView, NoteEventView } from '../../../../server/src/protocol/notes.ts';
import type { FromSidebar, SidebarNote } from '../../notes/messages.ts';
import { createDraft, type Draft, type Drafts } from './draft.ts';
import { arrange, button, element, icon, type Child } from './element.ts';
import { inline } from './inline.ts';
import { kinds } from './note-filter.ts';

/** Comments that a long thread shows at its end. */
const lastShown = 3;

/** What is on the screen of a note. The card and its boxes stay the same elements, so that focus and caret stay too. */
export interface Card {
  readonly item: HTMLLIElement;
  readonly article: HTMLElement;
  readonly reply: Draft;
  draw(note: SidebarNote, me: string | undefined): void;
  /** What became of a text that was sent from here; tells whether it was one of these. */
  sent(draft: string, ok: boolean): boolean;
}

export interface CardOptions {
  readonly drafts: Drafts;
  readonly send: (message: FromSidebar) => void;
}

export function createCard(id: string, { drafts, send }: CardOptions): Card {
  const article = element('article', { 'data-id': id, tabindex: '-1' });
  const item = element('li', {}, article);
  let current: { note: SidebarNote; me: string | undefined } | undefined;
  let drawn = '';
  let whole = false;
  let editing: { comment: string; draft: Draft } | undefined;
  const reply = createDraft(id, {
    drafts,
    placeholder: 'Reply',
    label: 'Reply',
    action: 'Reply',
    send: (text) => send({ type: 'reply', id, text, draft: id }),
    leave: () => article.focus(),
  });
  const redraw = () => {
    if (!current) return;
    drawn = '';
    card.draw(current.note, current.me);
  };
  const stopEditing = () => {
    editing = undefined;
    redraw();
    article.focus();
  };
  const edit = (comment: NoteCommentView) => {
    const name = `${id} ${comment.id}`;
    if (drafts.get(name) === '') drafts.set(name, comment.text);
    const draft = createDraft(name, {
      drafts,
      placeholder: 'Comment',
      label: 'Edit comment',
      action: 'Save',
      send: (text) => send({ type: 'edit', id, comment: comment.id, text, draft: name }),
      leave: () => {
        drafts.set(name, undefined);
        stopEditing();
      },
    });
    editing = { comment: comment.id, draft };
    redraw();
    draft.area.focus();
  };
  const commentNode = (comment: NoteCommentView, me: string | undefined): Node => {
    if (editing?.comment === comment.id) return element('div', { class: 'comment' }, editing.draft.node);
    const own = comment.by === me;
    const pencil = own
      ? button('Edit comment', { icon: 'edit', key: `${id} edit ${comment.id}`, click: () => edit(comment) })
      : undefined;
    const by = `${comment.by}, ${dateOf(comment.at)}${comment.edited === undefined ? '' : ', edited'}`;
    return element(
      'div',
      { class: 'comment' },
      element('p', { class: 'text' }, ...inline(comment.text)),
      element('div', { class: 'by' }, element('span', {}, by), pencil),
    );
  };
  const thread = ({ comments, changes }: SidebarNote, me: string | undefined): Child[] => {
    const skipped = whole || comments.length <= lastShown + 2 ? 0 : comments.length - 1 - lastShown;
    const nodes: Child[] = [];
    for (const [index, comment] of comments.entries()) {
      const hidden = index > 0 && index <= skipped;
      if (index === 1 && skipped > 0) {
        const click = () => {
          whole = true;
          redraw();
        };
        const words = `Show ${skipped} earlier ${skipped === 1 ? 'reply' : 'replies'}`;
        nodes.push(element('button', { type: 'button', class: 'link', 'data-key': `${id} earlier`, click }, words));
      }
      if (!hidden) nodes.push(commentNode(comment, me));
      if (!hidden) for (const change of changes) if (change.behind === index + 1) nodes.push(eventNode(change));
    }
    return nodes;
  };
  const card: Card = {
    item,
    article,
    reply,
    draw(note, me) {
      const wanted = JSON.stringify([note, me]);
      current = { note, me };
      if (wanted === drawn) return;
      drawn = wanted;
      const { label } = kinds[note.kind];
      const resolved = note.state === 'resolved';
      article.className = `note ${note.kind} ${note.state}${note.unread > 0 ? ' unread' : ''}`;
      const [first] = note.comments;
      const names = [
        label,
        note.unread > 0 ? 'unread' : '',
        note.state,
        note.lost ? 'place lost' : (note.path ?? 'general'),
      ];
      article.setAttribute('aria-label', `${names.filter(Boolean).join(', ')}: ${first?.text.slice(0, 100) ?? ''}`);
      reply.area.setAttribute(
        'aria-label',
        `Reply to ${note.kind} by ${first?.by ?? ''}: ${first?.text.slice(0, 60) ?? ''}`,
      );
      arrange(article, [
        headNode(note, send),
        placeNode(note, send),
        ...placesNodes(note, send),
        aboutNode(note, send),
        ...thread(note, me),
        resolved ? undefined : reply.node,
      ]);
    },
    sent(draft, ok) {
      if (draft === id) {
        reply.sent(ok);
        // A question for the name has taken the focus.
        reply.area.focus();
        return true;
      }
      if (editing === undefined || draft !== `${id} ${editing.comment}`) return false;
      editing.draft.sent(ok);
      if (ok) stopEditing();
      return true;
    },
  };
  return card;
}

type Send = CardOptions['send'];

function headNode(note: SidebarNote, send: Send): HTMLElement {
  const { id, kind, state, unread, assignee } = note;
  const { icon: name, label } = kinds[kind];
  const act = (type: 'resolve' | 'reopen' | 'remove', symbol: string) => ({
    icon: symbol,
    key: `${id} ${type === 'remove' ? 'remove' : 'state'}`,
    click: () => send({ type, id }),
  });
  return element(
    'header',
    {},
    element('span', { class: 'kind' }, icon(name), label),
    unread > 0 ? element('span', { class: 'dot', title: `${unread} unread` }) : undefined,
    element('span', { class: 'state' }, state === 'resolved' ? 'resolved' : (assignee ?? '')),
    state === 'resolved'
      ? button('Reopen', act('reopen', 'issue-reopened'))
      : button('Resolve', act('resolve', 'check')),
    button('Delete Note', act('remove', 'trash')),
    button('More Actions…', { icon: 'ellipsis', key: `${id} more`, click: () => send({ type: 'more', id }) }),
  );
}

function placeNode(note: SidebarNote, send: Send): Child {
  const { id, at, was, movedFrom, lost, path } = note;
  const open = (event: Event) => {
    event.preventDefault();
    send({ type: 'open', id });
  };
  if (at) {
    const moved = movedFrom === undefined ? undefined : element('p', { class: 'hint' }, `Moved here from ${movedFrom}`);
    const changed =
      was === undefined ? undefined : element('p', { class: 'hint' }, 'The line was ', element('code', {}, was));
    const link = element('a', { href: '#', class: 'place', 'data-key': `${id} place`, click: open }, linesIn(at));
    return element('div', {}, link, moved, changed);
  }
  if (!lost) return undefined;
  const link = (words: string, type: 'open' | 'place-near' | 'place-cursor') =>
    element(
      'button',
      { type: 'button', class: 'link', 'data-key': `${id} ${type}`, click: () => send({ type, id }) },
      words,
    );
  const near = lost.near;
  return element(
    'div',
    { class: 'lost' },
    element('p', {}, icon('debug-disconnect'), ` Location in ${path ?? 'its file'} lost: ${lost.reason}.`),
    lost.text === '' ? undefined : element('p', {}, 'The line was ', element('code', {}, lost.text)),
    near ? element('p', {}, `It may be line ${near.line + 1}.`) : undefined,
    element(
      'p',
      { class: 'ways' },
      near ? link('Open', 'open') : undefined,
      near ? link('Move Note There', 'place-near') : undefined,
      link('Move Note to the Cursor', 'place-cursor'),
    ),
  );
}

/** The other places of a note, each a link to its lines. */
function placesNodes({ id, places = [] }: SidebarNote, send: Send): Node[] {
  return places.map((place) => {
    const click = (event: Event) => {
      event.preventDefault();
      send({ type: 'open-place', id, place: place.id });
    };
    const words = place.at ? linesIn(place.at) : `${place.path}: location lost`;
    const link = { href: '#', class: 'place', 'data-key': `${id} place ${place.id}`, click };
    return element('div', {}, (place.at ?? place.lost?.near) ? element('a', link, words) : words);
  });
}

function linesIn({ path, line, endLine }: LocationView): string {
  return endLine > line ? `${path}:${line + 1}-${endLine + 1}` : `${path}:${line + 1}`;
}

/** What else the note is about: a checklist item, a rule, a service. */
function aboutNode({ id, item, itemTitle, rule, ruleSummary, guide, service }: SidebarNote, send: Send): Child {
  if (item === undefined && rule === undefined && service === undefined) return undefined;
  const link = (words: string, type: 'item' | 'guide', title: string) =>
    element(
      'button',
      { type: 'button', class: 'link', 'data-key': `${id} ${type}`, title, click: () => send({ type, id }) },
      words,
    );
  return element(
    'p',
    { class: 'about' },
    service === undefined ? undefined : element('span', {}, icon('server-environment'), service),
    item === undefined ? undefined : link(itemTitle ?? item, 'item', 'Show this item of the checklist'),
    rule === undefined
      ? undefined
      : guide === undefined
        ? element('span', {}, rule)
        : link(rule, 'guide', `${ruleSummary ?? rule}: open the Guide`),
  );
}

const eventWords: Readonly<Record<NoteEventView['change'], string>> = {
  resolve: 'resolved this',
  reopen: 'reopened this',
  move: 'moved this',
};

function eventNode({ by, at, change }: NoteEventView): Node {
  return element('p', { class: 'event' }, `${by} ${eventWords[change]}, ${dateOf(at)}`);
}

function dateOf(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
