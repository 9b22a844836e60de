/// <reference lib="dom" />
import type { EngagementPage, EngagementView } from '../../../server/src/protocol/engagement.ts';
import type { FromEngagement, ToEngagement } from '../engagement/messages.ts';
import { typedKey, withoutTyped, withTyped, type TypedForms } from '../engagement/typed-forms.ts';
import { element, icon } from './parts/element.ts';
import type { Page } from './parts/engagement-blocks.ts';
import { panelNode, partNodes, partsNode, statusNodes, statusTab } from './parts/engagement-page.ts';
import { startForm, type OpenForm } from './parts/form.ts';
import { sectionDrawer, type Section } from './parts/sections.ts';
import { t } from './parts/translate.ts';

// The engagement page: where it stands, what comes next, and its parts. Text of people is set as text, never as HTML.

interface Host {
  postMessage(message: FromEngagement): void;
  getState(): State | undefined;
  setState(state: State): void;
}
interface State {
  readonly part?: string;
  /** What the extension gets back when the window is loaded again. */
  readonly service?: string;
  readonly folder?: string;
  readonly typed?: TypedForms;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const main = document.getElementById('engagement') ?? document.body;
const announce = document.getElementById('announce');
const draw = sectionDrawer(main);
const send = (message: FromEngagement) => host.postMessage(message);
let last: EngagementPage | undefined;
let chosen = host.getState()?.part;
let form: OpenForm | undefined;
/** How many changes of this page can be undone. */
let undoable = 0;
let typed: TypedForms = host.getState()?.typed ?? {};
/** A form among all that one may have begun. */
const typedAs = (key: string) =>
  typedKey(key, {
    ...(last?.view ? { service: last.view.service } : {}),
    ...(last?.folder ? { folder: last.folder } : {}),
  });

const page: Page = {
  get form() {
    return form;
  },
  open(key, action) {
    form = startForm(key, action, typed[typedAs(key)]);
    // What asks nothing is done at once; it can be undone.
    if (action.fields.length === 0) return page.submit();
    redraw(() => main.querySelector<HTMLElement>('form input, form textarea, form select')?.focus());
  },
  submit() {
    if (!form || form.busy) return;
    form.busy = true;
    const { key, action, values } = form;
    send({
      type: 'act',
      key,
      title: action.title.replace(/…$/, ''),
      service: last?.view?.service ?? '',
      folder: last?.folder,
      action: action.id,
      values: { ...values, ...action.values },
    });
  },
  cancel() {
    const key = form?.key;
    if (key !== undefined) forget(key);
    form = undefined;
    redraw(() => key !== undefined && focusAfter(key));
  },
  typed(open) {
    typed = withTyped(typed, typedAs(open.key), open);
    keep();
  },
  send,
};

/** What was typed into a form is saved, or given up. */
function forget(key: string): void {
  typed = withoutTyped(typed, typedAs(key));
  keep();
}

/** Draws the page; while a button of the mouse is down that waits, and so does what comes after. */
function redraw(drawn?: () => void): void {
  if (last) draw(sectionsOf(last), drawn);
}

function choose(part: string, how?: { readonly byKey: true }): void {
  chosen = part;
  form = undefined;
  keep();
  redraw(() => {
    const wanted = how ? `[data-key="tab:${CSS.escape(part)}"]` : '#part-part h2';
    main.querySelector<HTMLElement>(wanted)?.focus({ preventScroll: how !== undefined });
    if (!how) document.documentElement.scrollTop = 0;
  });
}

function keep(): void {
  const { view, folder } = last ?? {};
  host.setState({
    ...(chosen === undefined ? {} : { part: chosen }),
    ...(view ? { service: view.service } : {}),
    ...(view && folder !== undefined ? { folder } : {}),
    typed,
  });
}

function notice(
  id: string,
  text: string,
  { look = 'info', more }: { look?: string; more?: HTMLElement } = {},
): Section {
  return {
    id,
    data: text,
    build: () => [element('p', { class: 'notice' }, icon(look), ` ${text}`), ...(more ? [more] : [])],
  };
}

function sectionsOf({ state, failure, services, view }: EngagementPage): Section[] {
  if (state === 'reading') return [notice('reading', t('Reading the workspace…'), { look: 'loading' })];
  const button = (type: 'log' | 'read', label: string) =>
    element('button', { type: 'button', 'data-key': type, click: () => send({ type }) }, label);
  if (state === 'failed') {
    const text = failure === undefined ? t('Could not show the page.') : t('Could not show the page: {0}', failure);
    return [notice('failed', text, { look: 'error', more: button('log', t('Show the Log')) })];
  }
  if (!view) {
    const more = button('read', t('Show Analysis Scope'));
    return [notice('none', t('No service was found in this workspace.'), { more })];
  }
  const part = view.parts.find(({ id }) => id === chosen);
  const tabs = { page, chosen: part?.id ?? statusTab, choose };
  // A form is drawn where it is open, and only there.
  const formIn = (id: string) => (form?.key.startsWith(`${id}:`) ? [form.key, form.error, form.busy === true] : []);
  const { next, state: now, actions, history, moves, dates } = view;
  return [
    {
      id: 'top',
      data: [services, view.service, view.title, view.standing, view.problems, undoable],
      build: () => topNodes(services, view),
    },
    {
      id: 'parts',
      data: [view.parts.map(({ id, tone, title, standing }) => [id, tone, title, standing]), tabs.chosen],
      build: () => [partsNode(view, tabs)],
    },
    {
      id: 'part',
      data: part
        ? [part, formIn(part.id)]
        : [next, now, actions, history, moves, dates, formIn('head'), formIn('next')],
      build: () => [panelNode(tabs.chosen, part ? partNodes(part, page) : statusNodes(view, tabs))],
    },
  ];
}

/** One heading for the page, with the state in a line. */
function topNodes(services: EngagementPage['services'], view: EngagementView): Node[] {
  return [
    barNode(services, view),
    element('h1', {}, t('Engagement of {0}', view.title)),
    element('p', { class: 'lead' }, view.standing),
    ...view.problems.map((problem) => element('p', { class: 'error' }, icon('warning'), ` ${problem}`)),
  ];
}

function barNode(services: EngagementPage['services'], view: EngagementView): HTMLElement {
  const several = services.length > 1;
  const select = element(
    'select',
    {
      'aria-label': t('Service'),
      'data-key': 'service',
      change: (event) => {
        const found = services[(event.target as HTMLSelectElement).selectedIndex];
        if (found) send({ type: 'service', service: found.name, folder: found.folder });
      },
    },
    ...services.map(({ name, folder, folderName }) => {
      const now = name === view.service && (last?.folder === undefined || last.folder === folder);
      return element(
        'option',
        now ? { selected: true } : {},
        folderName === undefined ? name : `${name} (${folderName})`,
      );
    }),
  );
  return element(
    'nav',
    { 'aria-label': t('Engagement') },
    several ? select : undefined,
    element('span', { class: 'grow' }),
    undoable > 0
      ? element(
          'button',
          {
            type: 'button',
            class: 'secondary',
            'data-key': 'undo',
            title: t('Undo the Last Change (Ctrl+Z)'),
            click: undo,
          },
          icon('discard'),
          ` ${t('Undo')}`,
        )
      : undefined,
    element(
      'button',
      { type: 'button', class: 'secondary', 'data-key': 'overview', click: () => send({ type: 'overview' }) },
      icon('dashboard'),
      ` ${t('Overview')}`,
    ),
    element(
      'button',
      { type: 'button', class: 'secondary', 'data-key': 'export', click: () => send({ type: 'export' }) },
      icon('export'),
      ` ${t('Export…')}`,
    ),
  );
}

function undo(): void {
  undoable--;
  send({ type: 'undo' });
  redraw();
}

function show(next: EngagementPage): void {
  const before = last;
  const same = before?.view?.service === next.view?.service && before?.folder === next.folder;
  last = next;
  if (before?.view && !same) form = undefined;
  chosen ??= statusTab;
  keep();
  redraw();
  if (same && announce) announce.textContent = t('Page updated.');
}

/** Where a form was, its button takes the focus; where that is gone, the heading of the part. */
function focusAfter(key: string): void {
  const button = main.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (button ?? main.querySelector<HTMLElement>('#part-part h2'))?.focus();
}

// Escape leaves the form, wherever the last click was.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !form || form.busy) return;
  event.preventDefault();
  page.cancel();
});
// In a field the key takes back what was typed there.
document.addEventListener('keydown', (event) => {
  if (undoable === 0 || event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
    return;
  if ((event.target as HTMLElement).closest('input, textarea, select')) return;
  event.preventDefault();
  event.stopPropagation();
  undo();
});
window.addEventListener('message', ({ data }: MessageEvent<ToEngagement>) => {
  switch (data.type) {
    case 'engagement':
      return show(data.page);
    case 'part':
      return choose(data.part);
    case 'acted': {
      undoable++;
      forget(data.key);
      if (form?.key !== data.key) return redraw();
      form = undefined;
      return redraw(() => focusAfter(data.key));
    }
    case 'refused': {
      if (form?.key !== data.key) return;
      form = { ...form, error: data.message, busy: false };
      return redraw();
    }
    case 'error':
      return draw([notice('error', t('Could not show the page: {0}', data.message), { look: 'error' })]);
  }
});
send({ type: 'ready' });
