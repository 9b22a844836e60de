/// <reference lib="dom" />
import type { ChosenService, OverviewSummary, StepView } from '../../../../server/src/protocol/overview.ts';
import { aspectWords, fieldWords, valueWords, wordsOf } from '../../vocabulary.ts';
import { button, element, icon } from './element.ts';
import { changeNodes, decisionNodes, noteNodes, riskNodes } from './overview-findings.ts';
import { heading, placeButton, type Send } from './overview-links.ts';
import type { Section } from './sections.ts';
import { t } from './translate.ts';

/** One service: what it is, what to do next, its aspects, risks, notes, decisions, and what has changed. */
export function serviceSections({ summary, service, descriptor }: ChosenService, send: Send): Section[] {
  const { about, profile, next, readiness, aspects, risks, notes, decisions, changes, coverage } = summary;
  const title = summary.service.title ?? service;
  const open = notes.filter(({ state, kind }) => state === 'open' && kind !== 'decision');
  return [
    {
      id: 'about',
      data: [title, about.text, profile, descriptor],
      build: () => aboutNodes(summary, { title, descriptor, send }),
    },
    { id: 'next', data: next, build: () => nextNodes(next, send) },
    {
      id: 'aspects',
      data: [readiness, aspects.map(({ id, claims }) => [id, claims])],
      build: () => aspectNodes(summary, send),
    },
    { id: 'risks', data: [risks, coverage.unread.length], build: () => riskNodes(summary, send) },
    { id: 'notes', data: open, build: () => noteNodes(open, send) },
    { id: 'decisions', data: decisions, build: () => decisionNodes(decisions, send) },
    { id: 'changes', data: changes, build: () => changeNodes(changes, send) },
  ];
}

interface AboutOptions {
  readonly title: string;
  readonly descriptor: string | undefined;
  readonly send: Send;
}

function aboutNodes({ about, profile }: OverviewSummary, { title, descriptor, send }: AboutOptions): Node[] {
  const click = (field: string) => () => send({ type: 'field', field });
  const say = (field: string, { label, words }: { label: string; words: string }) =>
    element(
      'button',
      { type: 'button', class: 'link', 'data-key': `say:${field}`, 'aria-label': label, click: click(field) },
      words,
    );
  const change = (field: string, label: string) =>
    button(label, { icon: 'edit', key: `say:${field}`, click: click(field) });
  const words = valueWords(t);
  const rows = profile.map(({ field, value, because, assumed, place }) => {
    const name = wordsOf(fieldWords(t), field);
    const known = value !== undefined;
    const text = known
      ? place
        ? placeButton(place, { text: wordsOf(words, value), title: because, key: `said:${field}`, send })
        : element('span', {}, wordsOf(words, value))
      : element('em', {}, t('not set'));
    // Where a value has a place, the link to it has the reason.
    const reason = known && !place ? element('span', { class: 'quiet' }, because) : '';
    const act = assumed
      ? say(field, { label: t('Set: {0}', name), words: t('set') })
      : change(field, t('Change: {0}', name));
    return element('div', {}, element('dt', {}, name), element('dd', {}, text, ' ', reason, ' ', act));
  });
  const describe = about.described
    ? change('description', t('Change the description'))
    : say('description', { label: t('Describe the service'), words: t('describe it') });
  const file =
    descriptor === undefined
      ? undefined
      : element(
          'p',
          { class: 'quiet' },
          t('Described in'),
          ' ',
          placeButton({ file: descriptor, line: 1 }, { text: descriptor, key: 'descriptor', send }),
        );
  return [
    element('h1', {}, title),
    element('p', {}, about.text, ' ', describe),
    element('dl', {}, ...rows),
    ...(file ? [file] : []),
  ];
}

const verbs: Readonly<Record<StepView['kind'], string>> = {
  describe: t('Set'),
  refresh: t('Show Answer'),
  fix: t('Show Location'),
  answer: t('Answer'),
  reply: t('Open Notes'),
  export: t('Export…'),
  advance: t('Set'),
};

function nextNodes(steps: readonly StepView[], send: Send): Node[] {
  const [first, ...rest] = steps;
  if (!first)
    return [heading(t('Next')), element('p', {}, icon('pass'), ` ${t('Nothing is open, and the state is exported.')}`)];
  const act = (step: StepView) => () => {
    if (step.field !== undefined) send({ type: 'field', field: step.field });
    else if (step.item !== undefined) send({ type: 'item', item: step.item });
    else if (step.place) send({ type: 'place', ...step.place });
    else send({ type: step.kind === 'export' ? 'export' : 'notes' });
  };
  return [
    element(
      'div',
      { class: 'card' },
      element('h2', {}, t('Next useful step')),
      element('p', { class: 'lead' }, first.title),
      element('p', { class: 'quiet' }, t('Why: {0}.', first.because)),
      element(
        'button',
        { type: 'button', 'data-key': 'next', 'aria-label': `${verbs[first.kind]}: ${first.title}`, click: act(first) },
        verbs[first.kind],
      ),
      rest.length === 0
        ? undefined
        : element(
            'ul',
            { class: 'then' },
            ...rest.map((step, index) =>
              element(
                'li',
                {},
                element(
                  'button',
                  {
                    type: 'button',
                    class: 'link',
                    title: t('Why: {0}.', step.because),
                    'data-key': `then:${index}`,
                    click: act(step),
                  },
                  step.title,
                ),
              ),
            ),
          ),
    ),
  ];
}

const looks = [
  ['good', (number: number) => t('{0} passed', number)],
  ['bad', (number: number) => t('{0} failed', number)],
  ['open', (number: number) => t('{0} open', number)],
] as const;

function aspectNodes({ readiness, aspects }: OverviewSummary, send: Send): Node[] {
  const most = Math.max(1, ...aspects.map(({ claims }) => claims.applicable));
  const rows = aspects.map(({ id, name, claims: { passed, failed, applicable } }) => {
    const counts = { good: passed, bad: failed, open: applicable - passed - failed };
    const words = looks.filter(([look]) => counts[look] > 0).map(([look, word]) => word(counts[look]));
    const link = element(
      'button',
      {
        type: 'button',
        class: 'link',
        title: t('Show in the checklist'),
        'data-key': `aspect:${id}`,
        click: () => send({ type: 'item', aspect: id }),
      },
      wordsOf(aspectWords(t), id, name),
    );
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, link),
      element('td', {}, bar(counts, most)),
      element('td', { class: 'quiet' }, words.join(t(', ')) || t('nothing applies')),
    );
  });
  return [
    heading(t('How ready it is')),
    element('p', { class: 'lead' }, readiness.words),
    element('ul', {}, ...readiness.because.map((each) => element('li', {}, each))),
    stripes(),
    element(
      'table',
      { class: 'picture' },
      element('caption', { class: 'hidden' }, t('By aspect')),
      element('tbody', {}, ...rows),
    ),
  ];
}

const svgNames = 'http://www.w3.org/2000/svg';

function drawn(name: string, attributes: Readonly<Record<string, string | number>>, ...children: Node[]): SVGElement {
  const made = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** Fills that are told apart without colour: plain, striped, hollow. */
function stripes(): SVGElement {
  const size = { width: 5, height: 5 };
  return drawn(
    'svg',
    { class: 'patterns', width: 0, height: 0, 'aria-hidden': 'true' },
    drawn(
      'pattern',
      { id: 'stripes', ...size, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      drawn('rect', { class: 'ground', ...size }),
      drawn('rect', { class: 'stripe', ...size, width: 2 }),
    ),
  );
}

/** Its numbers stand beside it as text. */
function bar(counts: Readonly<Record<'good' | 'bad' | 'open', number>>, most: number): SVGElement {
  const width = 140;
  let x = 0;
  const parts = looks.flatMap(([look]) => {
    const own = (width * counts[look]) / most;
    if (own === 0) return [];
    const rect = drawn('rect', {
      class: look,
      x: x + 0.5,
      y: 0.5,
      width: Math.max(1, own - 1),
      height: 11,
      ...(look === 'bad' ? { fill: 'url(#stripes)' } : {}),
    });
    x += own;
    return [rect];
  });
  return drawn('svg', { viewBox: `0 0 ${width} 12`, width, height: 12, 'aria-hidden': 'true' }, ...parts);
}
