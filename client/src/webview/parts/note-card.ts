/// <reference lib="dom" />
import type { LocationView } from '../../../../server/src/protocol.ts';
import type { NoteCommentView, NoteEventView } from '../../../../server/src/protocol/notes.ts';
import type { FromSidebar, SidebarNote } from '../../notes/messages.ts';
import { createDraft, type Draft, type Drafts } from './draft.ts';
import { arrange, button, element, icon, type Child } from './element.ts';
import { inline } from './inline.ts';
import { kinds } from './note-filter.ts';
import { t } from './translate.ts';

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
    placeholder: t('Reply'),
    label: t('Reply'),
    action: t('Reply'),
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
      placeholder: t('Comment'),
      label: t('Edit comment'),
      action: t('Save'),
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
      ? button(t('Edit comment'), { icon: 'edit', key: `${id} edit ${comment.id}`, click: () => edit(comment) })
      : undefined;
    const by = `${comment.by}, ${dateOf(comment.at)}${comment.edited === undefined ? '' : t(', edited')}`;
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
        const words = skipped === 1 ? t('Show 1 earlier reply') : t('Show {0} earlier replies', skipped);
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
        note.unread > 0 ? t('unread') : '',
        note.state === 'resolved' ? t('resolved') : t('open'),
        note.lost ? t('place lost') : (note.path ?? t('general')),
      ];
      article.setAttribute('aria-label', `${names.filter(Boolean).join(', ')}: ${first?.text.slice(0, 100) ?? ''}`);
      reply.area.setAttribute(
        'aria-label',
        t('Reply to {0} by {1}: {2}', label, first?.by ?? '', first?.text.slice(0, 60) ?? ''),
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
    unread > 0 ? element('span', { class: 'dot', title: t('{0} unread', unread) }) : undefined,
    element('span', { class: 'state' }, state === 'resolved' ? t('resolved') : (assignee ?? '')),
    state === 'resolved'
      ? button(t('Reopen'), act('reopen', 'issue-reopened'))
      : button(t('Resolve'), act('resolve', 'check')),
    button(t('Delete Note'), act('remove', 'trash')),
    button(t('More Actions…'), { icon: 'ellipsis', key: `${id} more`, click: () => send({ type: 'more', id }) }),
  );
}

function placeNode(note: SidebarNote, send: Send): Child {
  const { id, at, was, movedFrom, lost, path } = note;
  const open = (event: Event) => {
    event.preventDefault();
    send({ type: 'open', id });
  };
  if (at) {
    const moved =
      movedFrom === undefined ? undefined : element('p', { class: 'hint' }, t('Moved here from {0}', movedFrom));
    const changed =
      was === undefined ? undefined : element('p', { class: 'hint' }, t('The line was'), ' ', element('code', {}, was));
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
    element(
      'p',
      {},
      icon('debug-disconnect'),
      ` ${path === undefined ? t('Location in its file lost: {0}.', lost.reason) : t('Location in {0} lost: {1}.', path, lost.reason)}`,
    ),
    lost.text === '' ? undefined : element('p', {}, t('The line was'), ' ', element('code', {}, lost.text)),
    near ? element('p', {}, t('It may be line {0}.', near.line + 1)) : undefined,
    element(
      'p',
      { class: 'ways' },
      near ? link(t('Open'), 'open') : undefined,
      near ? link(t('Move Note There'), 'place-near') : undefined,
      link(t('Move Note to the Cursor'), 'place-cursor'),
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
    const words = place.at ? linesIn(place.at) : t('{0}: location lost', place.path);
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
    item === undefined ? undefined : link(itemTitle ?? item, 'item', t('Show this item of the checklist')),
    rule === undefined
      ? undefined
      : guide === undefined
        ? element('span', {}, rule)
        : link(rule, 'guide', t('{0}: open the Guide', ruleSummary ?? rule)),
  );
}

function eventNode({ by, at, change }: NoteEventView): Node {
  const words = {
    resolve: t('{0} resolved this, {1}', by, dateOf(at)),
    reopen: t('{0} reopened this, {1}', by, dateOf(at)),
    move: t('{0} moved this, {1}', by, dateOf(at)),
  }[change];
  return element('p', { class: 'event' }, words);
}

function dateOf(at: string): string {
  const date = new Date(at);
  const { lang } = document.documentElement;
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleString(lang === 'en' ? undefined : lang, { dateStyle: 'medium', timeStyle: 'short' });
}
