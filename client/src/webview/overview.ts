/// <reference lib="dom" />
import type { ChosenService, OverviewView } from '../../../server/src/protocol/overview.ts';
import type { FromOverview, ToOverview } from '../overview/messages.ts';
import { element, icon, type Child } from './parts/element.ts';
import { sectionDrawer, type Section } from './parts/sections.ts';
import { serviceSections } from './parts/overview-service.ts';
import { chartSections } from './parts/overview-charts.ts';
import { systemSections } from './parts/overview-system.ts';
import { serviceTable } from './parts/overview-table.ts';
import { t } from './parts/translate.ts';

// The overview page. Text of people is set as text, never as HTML.

interface Host {
  postMessage(message: FromOverview): void;
  getState(): State | undefined;
  setState(state: State): void;
}
interface State {
  readonly filter: string;
  /** What the extension gets back when the window is loaded again. */
  readonly service?: string;
  readonly folder?: string;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const main = document.getElementById('overview') ?? document.body;
const announce = document.getElementById('announce');
const draw = sectionDrawer(main);
const send = (message: FromOverview) => host.postMessage(message);
let filter = host.getState()?.filter ?? '';
let last: OverviewView | undefined;
let shown: string | undefined;

function keep(): void {
  const chosen = last?.chosen;
  host.setState({ filter, ...(chosen ? { service: chosen.service, folder: chosen.folder } : {}) });
}

function show(view: OverviewView): void {
  last = view;
  keep();
  const { chosen } = view;
  draw(sectionsOf(view));
  // A new page begins at its top; the same page with new data stays where it is.
  if (shown !== undefined && shown !== (chosen?.service ?? '')) document.documentElement.scrollTop = 0;
  if (shown === (chosen?.service ?? '') && announce) announce.textContent = t('The overview is up to date.');
  shown = chosen?.service ?? '';
}

function sectionsOf(view: OverviewView): Section[] {
  const { state, failure, services, chosen, missing } = view;
  if (state === 'reading')
    return [
      notice('reading', { text: t('The workspace is being read; the overview comes by itself.'), icon: 'loading' }),
    ];
  if (state === 'failed') {
    const log = element(
      'button',
      { type: 'button', 'data-key': 'log', click: () => send({ type: 'log' }) },
      t('Show the Log'),
    );
    const text =
      failure === undefined
        ? t('The workspace could not be read.')
        : t('The workspace could not be read: {0}', failure);
    return [notice('failed', { text, icon: 'error', more: log })];
  }
  if (chosen) return [top(view, chosen), ...serviceSections(chosen, send), ...chartSections(view.charts ?? [], send)];
  if (services.length === 0) {
    const read = element(
      'button',
      { type: 'button', 'data-key': 'read', click: () => send({ type: 'read' }) },
      t('Show Analysis Scope'),
    );
    const text = t(
      'No service was found here: there is no code that serves, no Dockerfile beside a build file, and no Kubernetes workload.',
    );
    return [notice('none', { text, icon: 'info', more: read }), ...chartSections(view.charts ?? [], send)];
  }
  const gone =
    missing === undefined
      ? []
      : [notice('missing', { text: t('There is no service {0} any more. These are there:', missing), icon: 'info' })];
  const title: Section = {
    id: 'title',
    data: services.length,
    build: () => [
      element('h1', {}, t('Services')),
      element('p', { class: 'quiet' }, t('{0} services were found in this workspace.', services.length)),
    ],
  };
  const onFilter = (text: string) => {
    filter = text;
    keep();
    if (last) draw(sectionsOf(last));
  };
  return [
    ...gone,
    title,
    ...serviceTable(services, { filter, onFilter, send }),
    ...systemSections(view.systems ?? [], send),
    ...chartSections(view.charts ?? [], send),
  ];
}

function top({ services }: OverviewView, { service, folder }: ChosenService): Section {
  const several = services.length > 1;
  const action = (label: string, { name, key, click }: { name: string; key: string; click: () => void }) =>
    element('button', { type: 'button', class: 'secondary', 'data-key': key, click }, icon(name), ` ${label}`);
  return {
    id: 'top',
    data: [several, service, folder],
    build: () => [
      element(
        'nav',
        { 'aria-label': t('Overview') },
        several
          ? element(
              'button',
              { type: 'button', class: 'link', 'data-key': 'all', click: () => send({ type: 'all' }) },
              icon('arrow-left'),
              ` ${t('All services')}`,
            )
          : undefined,
        element('span', { class: 'grow' }),
        action(t('Production Picture'), {
          name: 'type-hierarchy',
          key: 'picture',
          click: () => send({ type: 'picture', folder, service }),
        }),
        action(t('Engagement'), { name: 'milestone', key: 'engagement', click: () => send({ type: 'engagement' }) }),
        action(t('Preview Summary'), { name: 'open-preview', key: 'preview', click: () => send({ type: 'preview' }) }),
        action(t('Export…'), { name: 'export', key: 'export', click: () => send({ type: 'export' }) }),
      ),
    ],
  };
}

function notice(id: string, { text, icon: name, more }: { text: string; icon: string; more?: Child }): Section {
  return {
    id,
    data: text,
    build: () => [
      element('p', { class: 'notice' }, icon(name), ` ${text}`),
      ...(more === undefined || typeof more === 'string' ? [] : [more]),
    ],
  };
}

window.addEventListener('message', ({ data }: MessageEvent<ToOverview>) => {
  if (data.type === 'overview') show(data.view);
  else draw([notice('error', { text: t('The overview could not be made: {0}', data.message), icon: 'error' })]);
});
send({ type: 'ready' });
