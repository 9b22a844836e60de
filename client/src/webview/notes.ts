/// <reference lib="dom" />
import type { NoteKindView, NoteView } from '../../../server/src/protocol.ts';
import type { FromSidebar, ToSidebar } from '../notes/messages.ts';

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

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  host.setState(state);
}

type Child = Node | string | undefined;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<Record<string, string | boolean | ((event: Event) => void)>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (typeof value === 'string') made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const icon = (name: string) => element('i', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });

function button(label: string, name: string, click: () => void): HTMLButtonElement {
  return element('button', { class: 'icon', type: 'button', title: label, 'aria-label': label, click }, icon(name));
}

function draftArea(id: string, label: string, send: (text: string) => void): HTMLElement {
  const area = element('textarea', { rows: '2', placeholder: label, 'aria-label': label });
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

function card(note: NoteView): HTMLElement {
  const { icon: name, label } = kinds[note.kind];
  const resolved = note.state === 'resolved';
  const send = (type: 'resolve' | 'reopen' | 'remove') => () => host.postMessage({ type, id: note.id });
  return element(
    'article',
    { class: `note ${note.kind} ${note.state}`, 'aria-label': `${label}, ${note.state}` },
    element(
      'header',
      {},
      element('span', { class: 'kind' }, icon(name), ` ${label}`),
      element('span', { class: 'state' }, resolved ? 'resolved' : ''),
      resolved ? button('Reopen', 'issue-reopened', send('reopen')) : button('Resolve', 'check', send('resolve')),
      button('Remove', 'trash', send('remove')),
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
    resolved
      ? undefined
      : draftArea(note.id, 'Reply', (text) => host.postMessage({ type: 'reply', id: note.id, text })),
  );
}

function newNote(): HTMLElement {
  const select = element('select', { 'aria-label': 'Kind of note' });
  for (const [kind, { label }] of Object.entries(kinds)) {
    select.append(element('option', { value: kind, selected: kind === state.kind }, label));
  }
  select.addEventListener('change', () => keep({ kind: select.value as NoteKindView }));
  const area = draftArea('', 'A general note: a question, a risk, a decision …', (text) =>
    host.postMessage({ type: 'add', kind: select.value as NoteKindView, text }),
  );
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
  const focused = document.activeElement?.getAttribute('aria-label');
  const opened = notes.filter((note) => note.state === 'open');
  const shown = state.filter === 'open' ? opened : notes;
  const empty =
    notes.length === 0
      ? 'No notes yet. Write one at a line with the + beside it, from the context menu of the editor, or here.'
      : 'Nothing is open.';
  root.replaceChildren(
    newNote(),
    ...(notes.length > 0 ? [filterBar(opened.length, notes.length)] : []),
    ...(shown.length > 0 ? shown.map(card) : [element('p', { class: 'empty' }, empty)]),
  );
  if (focused !== null && focused !== undefined)
    root.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

window.addEventListener('message', (event: MessageEvent<ToSidebar>) => {
  notes = event.data.notes;
  render();
});
host.postMessage({ type: 'ready' });
