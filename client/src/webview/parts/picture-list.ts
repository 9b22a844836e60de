/// <reference lib="dom" />
import type { LocationView } from '../../../../server/src/protocol.ts';
import type { PictureEdge, PictureNode, PictureView } from '../../../../server/src/protocol/picture.ts';
import { element, type Child } from './element.ts';
import { commonList } from './common-list.ts';
import { kindWords, standingWords, wordsOf } from '../../vocabulary.ts';
import type { Section } from './sections.ts';
import { table } from './table.ts';
import { t } from './translate.ts';

export interface ListActs {
  places(of: string, places: readonly LocationView[]): void;
  overview(service: string): void;
}

/** The picture in words and tables: all that it shows, for whoever reads rather than looks. */
export function listSections(view: PictureView, acts: ListActs): Section[] {
  const services = view.nodes.filter(({ kind }) => kind === 'service');
  const bought = view.nodes.filter(({ kind }) => kind !== 'service');
  const { edges, unknown, others, standing, common } = view;
  return [
    { id: 'services', data: [services, edges], build: () => servicesNodes(services, { edges, acts }) },
    { id: 'bought', data: [bought, edges], build: () => boughtNodes(bought, { edges, acts }) },
    { id: 'unknown', data: unknown, build: () => unknownNodes(view, acts) },
    { id: 'common', data: common, build: () => commonList(common) },
    { id: 'others', data: [others, standing], build: () => othersNodes(view, acts) },
  ];
}

/** Leads to places; words alone where there are none. */
export function placesButton(
  text: string,
  {
    key,
    of,
    name,
    places,
    acts,
  }: { key: string; of: string; name?: string; places: readonly LocationView[]; acts: ListActs },
): HTMLElement {
  if (places.length === 0) return element('span', name === undefined ? {} : { title: name }, text);
  const title = name ?? placesTitle(places);
  return element(
    'button',
    {
      type: 'button',
      class: 'link',
      title,
      ...(name === undefined ? {} : { 'aria-label': name }),
      'data-key': key,
      click: () => acts.places(of, places),
    },
    text,
  );
}

/** Where a button leads. */
export function placesTitle(places: readonly LocationView[]): string {
  const [first] = places;
  if (!first) return '';
  const place = `${first.path}:${first.line + 1}`;
  return places.length === 1 ? t('Open {0}', place) : t('Open {0} or one of {1} more', place, places.length - 1);
}

interface NodesOptions {
  readonly edges: readonly PictureEdge[];
  readonly acts: ListActs;
}

function servicesNodes(services: readonly PictureNode[], { edges, acts }: NodesOptions): Node[] {
  if (services.length === 0) return [];
  const rows = services.map((node) => [
    element(
      'div',
      {},
      placesButton(node.name, { key: `node:${node.name}`, of: node.name, places: node.places, acts }),
      element('div', { class: 'quiet' }, node.because),
    ),
    node.runs ? `${wordsOf(kindWords(t), node.runs.kind).toLowerCase()}, ${node.runs.language}` : t('no code here'),
    node.environments.join(', '),
    node.findings === undefined
      ? ''
      : element(
          'button',
          {
            type: 'button',
            class: 'link',
            'data-key': `findings:${node.name}`,
            'aria-label':
              node.findings === 1
                ? t('1 finding: show the overview of {0}', node.name)
                : t('{0} findings: show the overview of {1}', node.findings, node.name),
            click: () => acts.overview(node.name),
          },
          String(node.findings),
        ),
    edgeButtons(
      edges.filter(({ from }) => from === node.name),
      { end: 'to', acts },
    ),
    edgeButtons(
      edges.filter(({ to }) => to === node.name),
      { end: 'from', acts },
    ),
  ]);
  return [
    element('h2', {}, t('Services')),
    table(t('Services'), {
      head: [t('Service'), t('Runs'), t('Environments'), t('Findings'), t('Depends on'), t('Used by')],
      rows,
    }),
  ];
}

function boughtNodes(nodes: readonly PictureNode[], { edges, acts }: NodesOptions): Node[] {
  if (nodes.length === 0) return [];
  const rows = nodes.map((node) => [
    element(
      'div',
      {},
      placesButton(node.name, { key: `node:${node.name}`, of: node.name, places: node.places, acts }),
      element('div', { class: 'quiet' }, node.because),
    ),
    wordsOf(kindWords(t), node.kind),
    edgeButtons(
      edges.filter(({ to }) => to === node.name),
      { end: 'from', acts },
    ),
  ]);
  return [
    element('h2', {}, t('Dependencies')),
    table(t('Dependencies'), { head: [t('Dependency'), t('Kind'), t('Used by')], rows }),
  ];
}

function edgeButtons(
  edges: readonly PictureEdge[],
  { end, acts }: { end: 'from' | 'to'; acts: ListActs },
): HTMLElement {
  const buttons = edges.flatMap((edge, at): Child[] => [
    at === 0 ? undefined : ', ',
    placesButton(edge[end], {
      key: `edge:${end}:${edge.from}:${edge.to}`,
      of: t('{0} depends on {1}', edge.from, edge.to),
      name: t('{0}, by {1}', edge[end], edge.via.join(t(' and '))),
      places: edge.places,
      acts,
    }),
  ]);
  return element('span', {}, ...buttons);
}

function unknownNodes({ unknown }: PictureView, acts: ListActs): Node[] {
  if (unknown.length === 0) return [];
  const rows = unknown.map(({ from, to, via, places }, at) => [
    from,
    placesButton(to, { key: `unknown:${at}`, of: `${from}: ${to}`, places, acts }),
    via,
  ]);
  return [
    element('h2', {}, t('Targets not found ({0})', unknown.length)),
    element(
      'p',
      { class: 'quiet' },
      t(
        'These calls leave a service, but their target is not in this folder. A manifest, a compose file or a ConfigMap that sets the address shows it.',
      ),
    ),
    table(t('Targets not found'), { head: [t('Service'), t('Target'), t('Known by')], rows }),
  ];
}

function othersNodes({ others, standing }: PictureView, acts: ListActs): Node[] {
  if (others.length === 0 && standing.length === 0) return [];
  const rows = others.map(({ id, kind, language, standing: what, because, at }) => [
    placesButton(id, { key: `other:${id}`, of: id, places: at ? [at] : [], acts }),
    `${wordsOf(kindWords(t), kind).toLowerCase()}, ${language}`,
    wordsOf(standingWords(t), what, what.replace('-', ' ')),
    because,
  ]);
  return [
    element('h2', {}, t('Files and other programs')),
    element(
      'p',
      {},
      standing
        .map(({ standing: what, files }) => `${files} ${wordsOf(standingWords(t), what, what.replace('-', ' '))}`)
        .join(', '),
      standing.length === 0 ? undefined : '.',
    ),
    ...(rows.length === 0
      ? []
      : [
          element(
            'details',
            {},
            element('summary', { 'data-key': 'others' }, t('{0} programs that no service runs', rows.length)),
            table(t('Programs that no service runs'), {
              head: [t('Program'), t('Kind'), t('Standing'), t('Why')],
              rows,
            }),
          ),
        ]),
  ];
}
