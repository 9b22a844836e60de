/// <reference lib="dom" />
import type { NoteKindView } from '../../../server/src/protocol/notes.ts';
import type { FromSidebar, SidebarNote, ToSidebar } from '../notes/messages.ts';
import { createDraft, type Drafts } from './parts/draft.ts';
import { arrange, element } from './parts/element.ts';
import { inline } from './parts/inline.ts';
import { createCard, type Card } from './parts/note-card.ts';
import { createFilterBar, kinds, noFilter, select, type Filter } from './parts/note-filter.ts';
import { t } from './parts/translate.ts';

// The notes sidebar. Text of notes is set as text, never as HTML.

interface State {
  readonly filter: Filter;
  /** Texts that were begun and not sent, by note; `` for the new note. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly kind: NoteKindView;
}
interface Host {
  postMessage(message: FromSidebar): void;
  getState(): Partial<State> | undefined;
  setState(state: State): void;
}
declare function acquireVsCodeApi(): Host;

/** Notes that are drawn at first, and more when the end comes into sight. */
const slice = 40;

const host = acquireVsCodeApi();
let state: State = {
  drafts: {},
  kind: 'question',
  ...host.getState(),
  filter: { ...noFilter, ...host.getState()?.filter },
};
let notes: readonly SidebarNote[] = [];
let me: string | undefined;
let file: string | undefined;
let drawn = slice;
/** The note that Tab leads to. */
let current: string | undefined;

const cards = new Map<string, Card>();
const list = element('ul', { class: 'notes' });
const empty = element('p', { class: 'empty' });
const begin = element(
  'button',
  { type: 'button', class: 'wide', click: () => form.open(undefined) },
  t('Write a Note'),
);
const more = element('button', { type: 'button', class: 'more', click: () => grow() });
const bar = createFilterBar((change) => {
  drawn = slice;
  keep({ filter: { ...state.filter, ...change } });
  render();
});
const send = (message: FromSidebar) => host.postMessage(message);
const drafts: Drafts = {
  get: (name) => state.drafts[name] ?? '',
  set(name, text) {
    const { [name]: _, ...others } = state.drafts;
    keep({ drafts: text === undefined || text === '' ? others : { ...others, [name]: text } });
  },
};
const form = newNote();

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  host.setState(state);
}

interface NewNote {
  readonly node: HTMLElement;
  open(text: string | undefined): void;
  sent(ok: boolean): void;
}

function newNote(): NewNote {
  const choice = element('select', { 'aria-label': t('Kind of note') });
  for (const [kind, { label }] of Object.entries(kinds)) {
    choice.append(element('option', { value: kind, selected: kind === state.kind }, label));
  }
  choice.addEventListener('change', () => keep({ kind: choice.value as NoteKindView }));
  let returnTo: Element | null = null;
  const node = element('section', { class: 'new', 'aria-label': t('New note') });
  const leave = () => {
    node.hidden = true;
    if (returnTo instanceof HTMLElement && returnTo !== document.body && returnTo.isConnected) returnTo.focus();
    else list.querySelector('article')?.focus();
  };
  const draft = createDraft('', {
    drafts,
    placeholder: t('Write a general note'),
    label: t('New general note'),
    action: t('Add Note'),
    send: (text) => send({ type: 'add', kind: choice.value as NoteKindView, text, draft: '' }),
    leave,
  });
  draft.node.prepend(choice);
  node.append(draft.node);
  // It takes room from the notes: it is there while one writes.
  node.hidden = draft.area.value === '';
  return {
    node,
    open(text) {
      if (node.hidden) returnTo = document.activeElement;
      node.hidden = false;
      if (text !== undefined && draft.area.value === '') draft.area.value = text;
      draft.area.focus();
    },
    sent(ok) {
      draft.sent(ok);
      if (ok) leave();
      else draft.area.focus();
    },
  };
}

function cardOf(note: SidebarNote): Card {
  let card = cards.get(note.id);
  if (!card) cards.set(note.id, (card = createCard(note.id, { drafts, send })));
  card.draw(note, me);
  return card;
}

function render(): void {
  const root = document.getElementById('notes');
  if (!root) return;
  const focused = document.activeElement?.getAttribute('data-key');
  const known = new Set(notes.map((note) => note.id));
  for (const id of cards.keys()) if (!known.has(id)) cards.delete(id);
  // The newest first; replies do not move a note, so that nothing jumps under the mouse.
  const selected = select(notes, state.filter, file).toReversed();
  const shown = selected.slice(0, drawn);
  bar.update(notes, state.filter, selected.length);
  empty.textContent = emptyWords(selected.length);
  empty.hidden = selected.length > 0;
  more.hidden = selected.length <= drawn;
  more.textContent = t('Show {0} more of {1}', Math.min(slice, selected.length - drawn), selected.length - drawn);
  bar.node.hidden = notes.length === 0;
  arrange(
    list,
    shown.map((note) => cardOf(note).item),
  );
  begin.hidden = notes.length > 0;
  arrange(root, [form.node, bar.node, list, empty, begin, more]);
  if (!shown.some(({ id }) => id === current)) current = shown[0]?.id;
  for (const { id } of shown) reach(id);
  // Buttons are drawn anew; boxes for text have stayed, with all that a person has done in them.
  if (focused && document.activeElement?.getAttribute('data-key') !== focused)
    root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function emptyWords(selected: number): string {
  if (selected > 0) return '';
  if (notes.length === 0)
    return t(
      'Notes record questions, risks and decisions. To write one on code, select the lines and choose Write a Note from the context menu.',
    );
  const { show, words, kind, service } = state.filter;
  if (words !== '' || kind !== '' || service !== '') return t('No notes match.');
  if (show === 'file') return file === undefined ? t('No file is open in the editor.') : t('No notes in this file.');
  return {
    open: t('No open notes.'),
    unread: t('No unread notes.'),
    mine: t('No notes written by you or assigned to you.'),
    lost: t('Every note has a location.'),
    all: '',
  }[show];
}

function grow(): void {
  drawn += slice;
  render();
}

/** One note at a time is in the tab order, with its buttons: Tab does not lead through hundreds of them. */
function reach(id: string): void {
  const card = cards.get(id);
  if (!card) return;
  const tab = id === current ? '0' : '-1';
  card.article.setAttribute('tabindex', tab);
  for (const each of card.article.querySelectorAll('a, button, textarea')) each.setAttribute('tabindex', tab);
}

function makeCurrent(id: string): void {
  const before = current;
  current = id;
  if (before !== undefined) reach(before);
  reach(id);
}

function step(from: HTMLElement, key: string): void {
  const articles = [...list.querySelectorAll<HTMLElement>('article')];
  const at = articles.indexOf(from);
  const last = articles.length - 1;
  if (key === 'ArrowDown' && at === last && !more.hidden) grow();
  const all = [...list.querySelectorAll<HTMLElement>('article')];
  const to = {
    ArrowDown: Math.min(at + 1, all.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: all.length - 1,
  }[key];
  if (to !== undefined) all[to]?.focus();
}

list.addEventListener('focusin', (event) => {
  const id = (event.target as Element).closest('article')?.getAttribute('data-id');
  if (!id) return;
  if (id !== current) makeCurrent(id);
  if ((notes.find((note) => note.id === id)?.unread ?? 0) > 0) send({ type: 'seen', id });
});
list.addEventListener('keydown', (event) => {
  const article = (event.target as Element).closest('article');
  const id = article?.getAttribute('data-id');
  // In a box or on a button, keys are its own.
  if (!article || !id || event.target !== article || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Enter') send({ type: 'open', id });
  else if (event.key === 'r' || event.key === 'R') cards.get(id)?.reply.area.focus();
  else if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) step(article, event.key);
  else return;
  event.preventDefault();
});
new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting) && !more.hidden) grow();
}).observe(more);

function renderAlone(...nodes: (Node | string)[]): void {
  const root = document.getElementById('notes');
  if (root) arrange(root, nodes);
}

function show(id: string): void {
  const note = notes.find((each) => each.id === id);
  if (!note) return;
  if (!select(notes, state.filter, file).includes(note)) keep({ filter: { ...noFilter, show: 'all' } });
  const at = select(notes, state.filter, file).toReversed().indexOf(note);
  drawn = Math.max(drawn, at + 1);
  render();
  cards.get(id)?.article.focus();
}

function receive(message: ToSidebar): void {
  switch (message.type) {
    case 'notes':
      ({ notes, me, file } = message);
      return render();
    case 'file':
      ({ file } = message);
      if (state.filter.show === 'file') render();
      return;
    case 'sent':
      if (message.draft === '') return form.sent(message.ok);
      for (const card of cards.values()) if (card.sent(message.draft, message.ok)) return;
      return;
    case 'done': {
      const done = document.getElementById('done');
      if (done) done.textContent = message.words;
      return;
    }
    case 'show':
      return show(message.id);
    case 'search':
      return bar.focus();
    case 'write':
      return form.open(message.text);
    case 'loading':
      return renderAlone(element('p', { class: 'empty', role: 'status' }, t('Reading the notes …')));
    case 'failed':
      return renderAlone(
        element('p', { class: 'empty', role: 'alert' }, t('The notes could not be read: {0}.', message.reason)),
        element('button', { type: 'button', class: 'wide', click: () => send({ type: 'retry' }) }, t('Try Again')),
      );
    case 'no-folder':
      return renderAlone(
        element(
          'p',
          { class: 'empty' },
          ...inline(t('Consultation notes are kept in a folder, in its `.prr/notes`. No folder is open.')),
        ),
        element(
          'button',
          { type: 'button', class: 'wide', click: () => send({ type: 'open-folder' }) },
          t('Open Folder'),
        ),
      );
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToSidebar>) => receive(data));
send({ type: 'ready' });
