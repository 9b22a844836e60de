/// <reference lib="dom" />
import type { NoteKindView } from '../../../../server/src/protocol/notes.ts';
import type { SidebarNote } from '../../notes/messages.ts';
import { button, element } from './element.ts';
import { t } from './translate.ts';

/** Which notes the sidebar shows. */
export interface Filter {
  readonly show: 'open' | 'unread' | 'mine' | 'file' | 'lost' | 'all';
  /** Empty for all. */
  readonly kind: NoteKindView | '';
  readonly service: string;
  readonly words: string;
}

export const noFilter: Filter = { show: 'open', kind: '', service: '', words: '' };

export const kinds: Readonly<Record<NoteKindView, { icon: string; label: string }>> = {
  question: { icon: 'question', label: t('Question') },
  risk: { icon: 'warning', label: t('Risk') },
  decision: { icon: 'law', label: t('Decision') },
  advice: { icon: 'lightbulb', label: t('Advice') },
  praise: { icon: 'heart', label: t('Praise') },
};

const shows: Readonly<Record<Filter['show'], string>> = {
  open: t('Open notes'),
  unread: t('Unread'),
  mine: t('Mine'),
  file: t('In this file'),
  lost: t('Location lost'),
  all: t('All'),
};

/** The notes that a filter lets through. */
export function select(notes: readonly SidebarNote[], filter: Filter, file: string | undefined): SidebarNote[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return notes.filter(
    (note) =>
      isShown(note, filter.show, file) &&
      (filter.kind === '' || note.kind === filter.kind) &&
      (filter.service === '' || note.service === filter.service) &&
      words.every((word) => hayOf(note).includes(word)),
  );
}

function isShown(note: SidebarNote, show: Filter['show'], file: string | undefined): boolean {
  switch (show) {
    case 'open':
      return note.state === 'open';
    case 'unread':
      return note.unread > 0;
    case 'mine':
      return note.mine;
    case 'file':
      return file !== undefined && (note.at ?? note.lost?.near)?.uri === file;
    case 'lost':
      return note.lost !== undefined;
    case 'all':
      return true;
  }
}

const hays = new WeakMap<SidebarNote, string>();

/** All words of a note that can be searched. */
function hayOf(note: SidebarNote): string {
  let hay = hays.get(note);
  if (hay === undefined) {
    const said = note.comments.flatMap(({ by, text }) => [by, text]);
    const about = [note.kind, note.assignee, note.path, note.service, note.item, note.itemTitle, note.rule];
    hay = [...about, ...said].join('\n').toLowerCase();
    hays.set(note, hay);
  }
  return hay;
}

/** One row with what is shown and how many; the search box and further choices below it once they are asked for. */
export interface FilterBar {
  readonly node: HTMLElement;
  /** Opens the search box and gives it the focus. */
  focus(): void;
  update(notes: readonly SidebarNote[], filter: Filter, selected: number): void;
}

export function createFilterBar(change: (filter: Partial<Filter>) => void): FilterBar {
  const search = element('input', {
    type: 'search',
    placeholder: t('Search notes'),
    'aria-label': t('Search notes'),
    spellcheck: 'false',
  });
  search.addEventListener('input', () => change({ words: search.value }));
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && search.value === '') toggle(false);
  });
  const show = chooser(t('Show'), (value) => change({ show: value as Filter['show'] }));
  const kind = chooser(t('Kind'), (value) => change({ kind: value as Filter['kind'] }));
  const service = chooser(t('Service'), (value) => change({ service: value }));
  const clear = () => {
    change(noFilter);
    show.focus();
  };
  const reset = element('button', { type: 'button', class: 'link', click: clear }, t('Clear'));
  const count = element('span', { class: 'count', role: 'status' });
  const more = element('div', { class: 'choices', hidden: true }, search, kind, service);
  const opener = button(t('Search and Filter'), {
    icon: 'search',
    key: 'filter',
    click: () => toggle(more.hidden === true),
  });
  opener.setAttribute('aria-expanded', 'false');
  const toggle = (isOpen: boolean) => {
    more.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
    (isOpen ? search : opener).focus();
  };
  return {
    node: element('search', { class: 'filter' }, element('div', { class: 'row' }, show, count, reset, opener), more),
    focus: () => toggle(true),
    update(notes, filter, selected) {
      count.textContent = t('{0} of {1}', selected, notes.length);
      // What is filtered by is always seen.
      if (more.hidden && (filter.words !== '' || filter.kind !== '' || filter.service !== '')) more.hidden = false;
      opener.setAttribute('aria-expanded', String(!more.hidden));
      if (search.value !== filter.words) search.value = filter.words;
      const unread = notes.filter((note) => note.unread > 0).length;
      const lost = notes.filter((note) => note.lost).length;
      const numbers = { unread, lost } as Partial<Record<Filter['show'], number>>;
      const label = ([value, words]: [string, string]): [string, string] => {
        const number = numbers[value as Filter['show']] ?? 0;
        return [value, number > 0 ? `${words} (${number})` : words];
      };
      fill(show, Object.entries(shows).map(label), filter.show);
      fill(
        kind,
        [['', t('All kinds')], ...Object.entries(kinds).map(([value, each]): [string, string] => [value, each.label])],
        filter.kind,
      );
      const services = [...new Set(notes.flatMap((note) => note.service ?? []))].sort();
      service.hidden = services.length < 2;
      fill(
        service,
        [['', t('All services')], ...services.map((name): [string, string] => [name, name])],
        filter.service,
      );
      reset.hidden = filter.words === '' && filter.kind === '' && filter.service === '' && filter.show === 'open';
    },
  };
}

function chooser(label: string, change: (value: string) => void): HTMLSelectElement {
  const select = element('select', { 'aria-label': label, title: label });
  select.addEventListener('change', () => change(select.value));
  return select;
}

function fill(select: HTMLSelectElement, options: readonly [string, string][], value: string): void {
  const known = JSON.stringify(options);
  // An open list that is filled again would close.
  if (select.dataset['options'] !== known) {
    select.replaceChildren(...options.map(([each, words]) => element('option', { value: each }, words)));
    select.dataset['options'] = known;
  }
  if (select.value !== value) select.value = value;
}
