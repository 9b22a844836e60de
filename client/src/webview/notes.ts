/// <reference lib="dom" />
import type { NoteKindView, NoteView } from '../../../server/src/protocol/notes.ts';
import type { FromSidebar, ToSidebar } from '../notes/messages.ts';
import { arrange, button, element, icon, type ButtonOptions, type Child } from './parts/element.ts';

// The notes sidebar. Text of notes is set as text, never as HTML.

interface Host {
  postMessage(message: FromSidebar): void;
  getState(): State | undefined;
  setState(state: State): void;
}
interface State {
  readonly filter: 'open' | 'all';
  /** Texts that were begun and not sent, by note id; `` for the new note. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly kind: NoteKindView;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const kinds: Readonly<Record<NoteKindView, { icon: string; label: string }>> = {
  question: { icon: 'question', label: 'Question' },
  risk: { icon: 'warning', label: 'Risk' },
  decision: { icon: 'law', label: 'Decision' },
  advice: { icon: 'lightbulb', label: 'Advice' },
  praise: { icon: 'heart', label: 'Praise' },
};
let state: State = host.getState() ?? { filter: 'open', drafts: {}, kind: 'question' };
let notes: readonly NoteView[] | undefined;
let form: HTMLElement | undefined;

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  host.setState(state);
}

interface DraftOptions {
  readonly placeholder: string;
  /** What a screen reader calls the box, when the placeholder does not tell it from others. */
  readonly label?: string;
  readonly send: (text: string) => void;
}

function draftArea(id: string, { placeholder, label = placeholder, send }: DraftOptions): HTMLElement {
  const area = element('textarea', { rows: '2', placeholder, 'aria-label': label });
  area.value = state.drafts[id] ?? '';
  const submit = () => {
    const text = area.value.trim();
    if (text === '') return;
    const { [id]: _, ...drafts } = state.drafts;
    keep({ drafts });
    area.value = '';
    send(text);
  };
  area.addEventListener('input', () => keep({ drafts: { ...state.drafts, [id]: area.value } }));
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  });
  return element(
    'div',
    { class: 'draft' },
    area,
    element('button', { type: 'button', click: submit, title: 'Ctrl+Enter' }, id === '' ? 'Add' : 'Reply'),
  );
}

function dateOf(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function placeOf(note: NoteView): Child {
  if (note.at) {
    const { path, line } = note.at;
    return element('a', { href: '#', class: 'place', click: (event) => open(event, note) }, `${path}:${line + 1}`);
  }
  if (!note.lost) return undefined;
  const near = note.lost.near;
  return element(
    'p',
    { class: 'lost' },
    icon('debug-disconnect'),
    ` Its place in ${note.path ?? 'the file'} is lost: ${note.lost.reason}. `,
    near
      ? element('a', { href: '#', click: (event) => open(event, note) }, `It might be at line ${near.line + 1}`)
      : undefined,
    near ? '. ' : undefined,
    element(
      'button',
      { type: 'button', class: 'link', click: () => host.postMessage({ type: 'place', id: note.id }) },
      'Put it at the cursor',
    ),
  );
}

function open(event: Event, note: NoteView): void {
  event.preventDefault();
  host.postMessage({ type: 'open', id: note.id });
}

/** What is on the screen of a note. The card and its draft stay the same elements, so that focus and caret stay too. */
interface Card {
  readonly article: HTMLElement;
  readonly draft: HTMLElement;
  /** The note as it was drawn last. */
  drawn: string;
}
const cards = new Map<string, Card>();

function cardOf(note: NoteView): HTMLElement {
  let card = cards.get(note.id);
  if (!card) {
    const [first] = note.comments;
    const label = `Reply to ${note.kind}${first ? ` by ${first.by}: ${first.text.slice(0, 60)}` : ''}`;
    const send = (text: string) => host.postMessage({ type: 'reply', id: note.id, text });
    const draft = draftArea(note.id, { placeholder: 'Reply', label, send });
    card = { article: element('article', { 'data-id': note.id }), draft, drawn: '' };
    cards.set(note.id, card);
  }
  const wanted = JSON.stringify(note);
  if (card.drawn !== wanted) drawCard(card, note);
  card.drawn = wanted;
  return card.article;
}

function drawCard({ article, draft }: Card, note: NoteView): void {
  const { icon: name, label } = kinds[note.kind];
  const resolved = note.state === 'resolved';
  const act = (type: 'resolve' | 'reopen' | 'remove', symbol: string): ButtonOptions => ({
    icon: symbol,
    key: `${note.id} ${type === 'remove' ? 'remove' : 'state'}`,
    click: () => host.postMessage({ type, id: note.id }),
  });
  article.className = `note ${note.kind} ${note.state}`;
  article.setAttribute('aria-label', `${label}, ${note.state}`);
  arrange(article, [
    element(
      'header',
      {},
      element('span', { class: 'kind' }, icon(name), ` ${label}`),
      element('span', { class: 'state' }, resolved ? 'resolved' : ''),
      resolved ? button('Reopen', act('reopen', 'issue-reopened')) : button('Resolve', act('resolve', 'check')),
      button('Remove', act('remove', 'trash')),
    ),
    placeOf(note),
    ...note.comments.map((comment) =>
      element(
        'div',
        { class: 'comment' },
        element('p', { class: 'text' }, comment.text),
        element('p', { class: 'by' }, `${comment.by}, ${dateOf(comment.at)}`),
      ),
    ),
    resolved ? undefined : draft,
  ]);
}

function newNote(): HTMLElement {
  const select = element('select', { 'aria-label': 'Kind of note' });
  for (const [kind, { label }] of Object.entries(kinds)) {
    select.append(element('option', { value: kind, selected: kind === state.kind }, label));
  }
  select.addEventListener('change', () => keep({ kind: select.value as NoteKindView }));
  const area = draftArea('', {
    placeholder: 'A general note: a question, a risk, a decision …',
    send: (text) => host.postMessage({ type: 'add', kind: select.value as NoteKindView, text }),
  });
  area.prepend(select);
  return element('section', { class: 'new', 'aria-label': 'New note' }, area);
}

function filterBar(open: number, all: number): HTMLElement {
  const choice = (filter: State['filter'], label: string) =>
    element(
      'button',
      {
        type: 'button',
        class: 'choice',
        'data-key': `filter ${filter}`,
        'aria-pressed': String(state.filter === filter),
        click: () => {
          keep({ filter });
          render();
        },
      },
      label,
    );
  return element(
    'nav',
    { 'aria-label': 'Which notes' },
    choice('open', `Open (${open})`),
    choice('all', `All (${all})`),
  );
}

function render(): void {
  const root = document.getElementById('notes');
  if (!root || !notes) return;
  const focused = document.activeElement?.getAttribute('data-key');
  const opened = notes.filter((note) => note.state === 'open');
  const shown = state.filter === 'open' ? opened : notes;
  const empty =
    notes.length === 0
      ? 'No notes yet. Write one at a line with the + beside it, from the context menu of the editor, or here.'
      : 'Nothing is open.';
  const known = new Set(notes.map((note) => note.id));
  for (const id of cards.keys()) if (!known.has(id)) cards.delete(id);
  arrange(root, [
    (form ??= newNote()),
    notes.length > 0 ? filterBar(opened.length, notes.length) : undefined,
    ...(shown.length > 0 ? shown.map(cardOf) : [element('p', { class: 'empty' }, empty)]),
  ]);
  // Buttons are drawn anew; boxes for text have stayed, with all that a person has done in them.
  if (focused !== null && focused !== undefined && document.activeElement?.getAttribute('data-key') !== focused)
    root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function renderNoFolder(): void {
  const root = document.getElementById('notes');
  if (!root) return;
  const click = () => host.postMessage({ type: 'open-folder' });
  arrange(root, [
    element(
      'p',
      { class: 'empty' },
      'Consultation notes are kept in a folder, in its ',
      element('code', {}, '.prr/notes'),
      '. No folder is open.',
    ),
    element('button', { type: 'button', class: 'open-folder', click }, 'Open Folder'),
  ]);
}

window.addEventListener('message', ({ data }: MessageEvent<ToSidebar>) => {
  if (data.type === 'no-folder') return renderNoFolder();
  notes = data.notes;
  render();
});
host.postMessage({ type: 'ready' });
