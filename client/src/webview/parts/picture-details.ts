/// <reference lib="dom" />
import type { BoxView, PictureEdge, PictureNode } from '../../../../server/src/protocol/picture.ts';
import { element, type Child } from './element.ts';
import { kindWords, wordsOf } from '../../vocabulary.ts';
import { inline } from './inline.ts';
import { placesButton, type ListActs } from './picture-list.ts';
import { t } from './translate.ts';

interface Details {
  readonly node: PictureNode | undefined;
  readonly edges: readonly PictureEdge[];
  readonly group: BoxView | undefined;
}

interface DetailActs {
  readonly acts: ListActs;
  /** Shows a service with its neighbours alone; absent while one is shown so. */
  readonly only: ((service: string) => void) | undefined;
}

const mostPlaces = 6;

/** What is known of the box or the line that has the focus. */
export function detailNodes({ node, edges, group }: Details, { acts, only }: DetailActs): Node[] {
  if (group)
    return [
      panel([
        element('strong', {}, group.label),
        ` ${t('{0}. Select the group to open it.', group.members.join(', '))}`,
      ]),
    ];
  if (node) return [panel(nodeWords(node, { acts, only }))];
  if (edges.length > 0) return [panel(edges.slice(0, mostPlaces).map((edge) => edgeWords(edge, acts)))];
  return [panel([element('span', { class: 'quiet' }, t('Select a box or a line to see what shows it.'))])];
}

function panel(children: readonly Child[]): HTMLElement {
  return element('div', { class: 'details' }, ...children);
}

function nodeWords(node: PictureNode, { acts, only }: DetailActs): Child[] {
  const { name, kind, runs, environments, because, places, findings } = node;
  const facts = [
    runs
      ? `${wordsOf(kindWords(t), runs.kind).toLowerCase()}, ${runs.language}`
      : kind === 'service'
        ? t('no code here')
        : '',
    environments.join(', '),
    findings === undefined ? '' : findings === 1 ? t('1 finding') : t('{0} findings', findings),
  ].filter(Boolean);
  return [
    element('p', {}, element('strong', {}, name), facts.length === 0 ? '' : ` ${facts.join(' · ')}`),
    element('p', { class: 'quiet' }, t('Known because {0}.', because)),
    placesLine(node.name, { places, acts }),
    kind !== 'service'
      ? undefined
      : element(
          'p',
          {},
          link(t('Show Overview'), `overview:${name}`, () => acts.overview(name)),
          ...(only ? [' · ', link(t('Show Only Its Neighbors'), `only:${name}`, () => only(name))] : []),
        ),
  ];
}

function edgeWords({ from, to, via, places }: PictureEdge, acts: ListActs): HTMLElement {
  return element(
    'div',
    {},
    element('p', {}, ...inline(t('**{0}** depends on **{1}**, by {2}', from, to, via.join(t(' and '))))),
    placesLine(t('{0} depends on {1}', from, to), { places, acts }),
  );
}

function placesLine(of: string, { places, acts }: { places: PictureNode['places']; acts: ListActs }): Child {
  if (places.length === 0) return undefined;
  const shown = places.slice(0, mostPlaces);
  return element(
    'p',
    {},
    ...shown.flatMap((at, index): Child[] => [
      index === 0 ? undefined : ', ',
      placesButton(`${at.path}:${at.line + 1}`, { key: `place:${of}:${index}`, of, places: [at], acts }),
    ]),
    places.length > shown.length ? ` ${t('and {0} more', places.length - shown.length)}` : undefined,
  );
}

function link(label: string, key: string, click: () => void): HTMLElement {
  return element('button', { type: 'button', class: 'link', 'data-key': key, click }, label);
}
