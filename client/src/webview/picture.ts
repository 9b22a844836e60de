/// <reference lib="dom" />
import type { PictureParams, PictureView } from '../../../server/src/protocol/picture.ts';
import type { FromPicture, ToPicture } from '../picture/messages.ts';
import { element, icon, type Child } from './parts/element.ts';
import { detailNodes } from './parts/picture-details.ts';
import { keyOfArrow, keyOfBox, livingPicture, type Part } from './parts/picture-drawing.ts';
import { listSections, type ListActs } from './parts/picture-list.ts';
import { sectionDrawer, type Section } from './parts/sections.ts';
import { t } from './parts/translate.ts';

// The production picture. Names from files are set as text, never as HTML.

interface Host {
  postMessage(message: FromPicture): void;
  getState(): PictureParams | undefined;
  setState(state: PictureParams): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const main = document.getElementById('picture') ?? document.body;
const announce = document.getElementById('announce');
const draw = sectionDrawer(main);
const send = (message: FromPicture) => host.postMessage(message);
let wanted: PictureParams = host.getState() ?? {};
let last: PictureView | undefined;
/** Key of what the details are of. */
let looked: string | undefined;
/** Key of what gets the focus when the picture comes anew. */
let next: string | undefined;

function ask(change: PictureParams, focus?: string): void {
  wanted = { ...wanted, ...change };
  host.setState(wanted);
  next = focus;
  send({ type: 'ask', wanted });
}

/** The same without a filter. */
function without(key: 'environment' | 'service'): void {
  const { [key]: _gone, ...rest } = wanted;
  wanted = rest;
  ask({});
}

const acts: ListActs = {
  places: (of, places) => send({ type: 'places', of, places }),
  overview: (service) => send({ type: 'overview', service }),
};

function show(view: PictureView): void {
  const isSame = last !== undefined && last.drawing.boxes.length === view.drawing.boxes.length;
  last = view;
  const { folder, environment, service, drawing } = view;
  wanted = {
    ...(folder === '' ? {} : { folder }),
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    open: drawing.opened.map(({ id }) => id),
  };
  host.setState(wanted);
  draw(sectionsOf(view));
  if (next !== undefined) main.querySelector<SVGElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  next = undefined;
  if (announce && !isSame && view.state === 'ready')
    announce.textContent = t('The picture shows {0} services and dependencies.', view.nodes.length);
}

function sectionsOf(view: PictureView): Section[] {
  const { state, failure, nodes } = view;
  if (state === 'reading')
    return [
      notice('reading', {
        text: t('Reading the workspace. The picture appears when it has been read.'),
        icon: 'loading',
      }),
    ];
  if (state === 'failed') {
    const text =
      failure === undefined
        ? t('The workspace could not be read.')
        : t('The workspace could not be read: {0}', failure);
    return [
      notice('failed', { text, icon: 'error', more: action(t('Show the Log'), 'log', () => send({ type: 'log' })) }),
    ];
  }
  if (nodes.length === 0 && view.services.length === 0) {
    const text = t(
      'No service was found here. A Dockerfile beside the code, a compose file, a Kubernetes manifest or a Procfile shows what is deployed.',
    );
    const more = action(t('Show Analysis Scope'), 'read', () => send({ type: 'read' }));
    return [head(view), notice('none', { text, icon: 'info', more }), ...listSections(view, acts)];
  }
  return [head(view), tools(view), ...undeclared(view), picture(view), details(view), ...listSections(view, acts)];
}

function head({ nodes, edges, unknown }: PictureView): Section {
  const services = nodes.filter(({ kind }) => kind === 'service').length;
  const others = nodes.length - services;
  const words = [
    services === 1 ? t('1 service') : t('{0} services', services),
    ...(others > 0 ? [others === 1 ? t('1 other dependency') : t('{0} other dependencies', others)] : []),
    edges.length === 1 ? t('1 connection') : t('{0} connections', edges.length),
    ...(unknown.length > 0
      ? [unknown.length === 1 ? t('1 target not found') : t('{0} targets not found', unknown.length)]
      : []),
  ];
  return {
    id: 'title',
    data: words,
    build: () => [
      element('h1', {}, t('Production picture')),
      element(
        'p',
        { class: 'quiet' },
        nodes.length === 0 ? t('What runs in production, and what depends on what.') : t('{0}.', words.join(t(', '))),
      ),
    ],
  };
}

function undeclared(view: PictureView): Section[] {
  if (!view.undeclared) return [];
  const text = t(
    'Nothing in this folder shows what is deployed, so every program counts as deployed. A Dockerfile or a manifest shows it.',
  );
  return [notice('undeclared', { text, icon: 'info' })];
}

function tools({ folder, folders, environments, services, environment, service, drawing }: PictureView): Section {
  const choice = (
    label: string,
    key: string,
    options: {
      all?: string;
      values: readonly (readonly [string, string])[];
      value: string;
      choose(value: string): void;
    },
  ) => {
    const { all, values, value, choose } = options;
    const select = element(
      'select',
      { 'data-key': key },
      all === undefined ? undefined : element('option', { value: '' }, all),
      ...values.map(([id, name]) => element('option', { value: id }, name)),
    );
    select.value = value;
    select.addEventListener('change', () => choose(select.value));
    return element('label', {}, `${label} `, select);
  };
  const same = (names: readonly string[]) => names.map((name) => [name, name] as const);
  return {
    id: 'tools',
    data: [folder, folders, environments, services, environment, service, drawing.opened],
    build: () => [
      element(
        'nav',
        { 'aria-label': t('Production picture') },
        folders.length < 2
          ? undefined
          : choice(t('Folder'), 'folder', {
              values: folders.map(({ uri, name }) => [uri, name] as const),
              value: folder,
              choose: (value) => {
                wanted = {};
                ask({ folder: value });
              },
            }),
        choice(t('Environment'), 'environment', {
          all: t('All'),
          values: same(environments),
          value: environment ?? '',
          choose: (value) => (value === '' ? without('environment') : ask({ environment: value })),
        }),
        choice(t('Service'), 'service', {
          all: t('All'),
          values: same(services),
          value: service ?? '',
          choose: (value) => (value === '' ? without('service') : ask({ service: value })),
        }),
        element('span', { class: 'grow' }),
        drawing.opened.length === 0 ? undefined : action(t('Close Groups'), 'groups', () => ask({ open: [] })),
        action(t('Copy as Mermaid'), 'mermaid', () => send({ type: 'copy', format: 'mermaid' })),
        action(t('Copy as DOT'), 'dot', () => send({ type: 'copy', format: 'dot' })),
      ),
    ],
  };
}

function picture(view: PictureView): Section {
  const { drawing, nodes, edges } = view;
  return {
    id: 'drawing',
    data: [drawing, nodes.map(({ name, places }) => [name, places]), edges],
    build: () => {
      const back = (part: Part) => {
        if (part.type === 'box') {
          const group = drawing.opened.find(({ members }) => members.includes(part.box.id));
          if (group) return ask({ open: (wanted.open ?? []).filter((id) => id !== group.id) }, keyOfBox(group));
        }
        if (view.service !== undefined) {
          next = `box:${view.service}`;
          without('service');
        }
      };
      const image = livingPicture(view, { look, open, back });
      image.style.minWidth = `${Math.round(drawing.width * 0.7)}px`;
      return [element('div', { class: 'scroll canvas' }, image)];
    },
  };
}

function look(part: Part | undefined): void {
  const key = part && (part.type === 'box' ? keyOfBox(part.box) : keyOfArrow(part.arrow));
  if (key === looked || !last) return;
  looked = key;
  draw(sectionsOf(last));
}

function open(part: Part): void {
  if (!last) return;
  if (part.type === 'box' && part.box.kind === 'group') {
    const first = part.box.members[0];
    return ask({ open: [...(wanted.open ?? []), part.box.id] }, first === undefined ? undefined : `box:${first}`);
  }
  const edges = part.type === 'arrow' ? part.arrow.edges.flatMap((at) => last?.edges[at] ?? []) : [];
  const node = part.type === 'box' ? last.nodes.find(({ name }) => name === part.box.id) : undefined;
  const places = [...(node?.places ?? []), ...edges.flatMap((edge) => edge.places)];
  const [edge] = edges;
  if (places.length > 0) acts.places(node?.name ?? (edge ? t('{0} depends on {1}', edge.from, edge.to) : ''), places);
}

function details(view: PictureView): Section {
  const isBox = view.drawing.boxes.find((box) => keyOfBox(box) === looked);
  const arrow = view.drawing.arrows.find((each) => keyOfArrow(each) === looked);
  const nodes = view.nodes.filter(({ name }) => name === isBox?.id);
  const edges = (arrow?.edges ?? []).flatMap((at) => view.edges[at] ?? []);
  const only = (service: string) => ask({ service }, `box:${service}`);
  return {
    id: 'details',
    data: [nodes, edges, isBox?.members, view.service],
    build: () =>
      detailNodes(
        { node: nodes[0], edges, group: isBox?.kind === 'group' ? isBox : undefined },
        { acts, only: view.service === undefined ? only : undefined },
      ),
  };
}

function action(label: string, key: string, click: () => void): HTMLElement {
  return element('button', { type: 'button', class: 'secondary', 'data-key': key, click }, label);
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

window.addEventListener('message', ({ data }: MessageEvent<ToPicture>) => {
  if (data.type === 'picture') show(data.view);
  else
    draw([notice('error', { text: t('The production picture could not be drawn: {0}', data.message), icon: 'error' })]);
});
send({ type: 'ready' });
