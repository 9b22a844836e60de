/// <reference lib="dom" />
import type { ChosenService } from '../../../../server/src/protocol/overview.ts';
import type { FromOverview } from '../../overview/messages.ts';
import { element, icon, type Child } from './element.ts';
import type { Section } from './sections.ts';

type Send = (message: FromOverview) => void;
type Summary = ChosenService['summary'];
type Place = NonNullable<Summary['profile'][number]['place']>;

/** One service: what it is, what to do next, the six aspects, risks, notes, decisions, and what has changed. */
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
      data: [readiness, aspects.map(({ id, counts }) => [id, counts])],
      build: () => aspectNodes(summary, send),
    },
    { id: 'risks', data: [risks, coverage.unread.length], build: () => riskNodes(summary, send) },
    { id: 'notes', data: open, build: () => noteNodes(open, send) },
    { id: 'decisions', data: decisions, build: () => decisionNodes(decisions, send) },
    { id: 'changes', data: changes, build: () => changeNodes(changes, send) },
  ];
}

const fieldNames: Readonly<Record<Summary['profile'][number]['field'], string>> = {
  owner: 'Owner',
  tier: 'Tier',
  phase: 'Phase',
  kind: 'Kind',
  contact: 'Contact',
  rotation: 'On call',
};

interface AboutOptions {
  readonly title: string;
  readonly descriptor: string | undefined;
  readonly send: Send;
}

function aboutNodes({ about, profile }: Summary, { title, descriptor, send }: AboutOptions): Node[] {
  const say = (field: string, label: string, words: string) =>
    element(
      'button',
      {
        type: 'button',
        class: 'link',
        'data-key': `say:${field}`,
        'aria-label': label,
        click: () => send({ type: 'field', field }),
      },
      words,
    );
  const rows = profile.map(({ field, value, because, assumed, place }) => {
    const name = fieldNames[field];
    const known = value !== undefined;
    const text = known
      ? place
        ? placeButton(place, { text: value, key: `said:${field}`, send })
        : element('span', {}, value)
      : element('em', {}, 'not said');
    const change = assumed ? say(field, `Say it: ${name}`, 'say it') : say(field, `Change: ${name}`, 'change');
    return element(
      'div',
      {},
      element('dt', {}, name),
      element('dd', {}, text, ' ', element('span', { class: 'quiet' }, known ? because : ''), ' ', change),
    );
  });
  const describe = say(
    'description',
    about.described ? 'Change the description' : 'Describe the service',
    about.described ? 'change' : 'describe it',
  );
  const file =
    descriptor === undefined
      ? undefined
      : element(
          'p',
          { class: 'quiet' },
          'Described in ',
          placeButton({ file: descriptor, line: 1 }, { text: descriptor, key: 'descriptor', send }),
        );
  return [
    element('h1', {}, title),
    element('p', {}, about.text, ' ', describe),
    element('dl', {}, ...rows),
    ...(file ? [file] : []),
  ];
}

interface PlaceOptions {
  readonly text?: string;
  readonly key: string;
  readonly send: Send;
}

function placeButton({ file, line }: Place, { text, key, send }: PlaceOptions): HTMLElement {
  const name = text ?? `${file}:${line}`;
  const properties = {
    type: 'button',
    class: text === undefined ? 'link place' : 'link',
    title: `${file}:${line}`,
    'data-key': key,
    click: () => send({ type: 'place', file, line }),
  };
  return element('button', properties, name);
}

function itemButton(item: string, { text, key, send }: { text: string; key: string; send: Send }): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: 'link',
      title: 'Show in the checklist',
      'data-key': key,
      click: () => send({ type: 'item', item }),
    },
    text,
  );
}

type Step = Summary['next'][number];

const verbs: Readonly<Record<Step['kind'], string>> = {
  describe: 'Say It',
  refresh: 'Look at It',
  mend: 'Show Where',
  answer: 'Answer',
  reply: 'Open the Notes',
  export: 'Export…',
  advance: 'Say It',
};

function nextNodes(steps: Summary['next'], send: Send): Node[] {
  const [first, ...rest] = steps;
  if (!first)
    return [heading('Next'), element('p', {}, icon('pass'), ' Nothing is left to do here; the state is exported.')];
  const act = (step: Step) => () => {
    if (step.field !== undefined) send({ type: 'field', field: step.field });
    else if (step.item !== undefined) send({ type: 'item', item: step.item });
    else send({ type: step.kind === 'export' ? 'export' : 'notes' });
  };
  return [
    element(
      'div',
      { class: 'card' },
      element('h2', {}, 'Next useful step'),
      element('p', { class: 'lead' }, first.title),
      element('p', { class: 'quiet' }, `Because ${first.because}.`),
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
                'Then: ',
                element(
                  'button',
                  {
                    type: 'button',
                    class: 'link',
                    title: `Because ${step.because}`,
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
  ['good', 'good'],
  ['bad', 'not so'],
  ['open', 'open'],
] as const;

function aspectNodes({ readiness, aspects }: Summary, send: Send): Node[] {
  const most = Math.max(1, ...aspects.map(({ counts }) => counts.good + counts.bad + counts.open));
  const rows = aspects.map(({ id, name, counts }) => {
    const words = looks.filter(([look]) => counts[look] > 0).map(([look, word]) => `${counts[look]} ${word}`);
    const link = element(
      'button',
      {
        type: 'button',
        class: 'link',
        title: 'Show in the checklist',
        'data-key': `aspect:${id}`,
        click: () => send({ type: 'item', aspect: id }),
      },
      name,
    );
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, link),
      element('td', {}, bar(counts, most)),
      element('td', { class: 'quiet' }, words.join(', ') || 'nothing applies'),
    );
  });
  return [
    heading('How ready it is'),
    element('p', { class: 'lead' }, readiness.words),
    element('ul', {}, ...readiness.because.map((each) => element('li', {}, each))),
    element(
      'table',
      { class: 'picture' },
      element('caption', { class: 'hidden' }, 'The aspects with their items'),
      element('tbody', {}, ...rows),
    ),
  ];
}

const svgNames = 'http://www.w3.org/2000/svg';

/** Its numbers stand beside it as text. */
function bar(counts: Summary['aspects'][number]['counts'], most: number): SVGElement {
  const width = 140;
  const svg = document.createElementNS(svgNames, 'svg');
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${width} 12`, width, height: 12, 'aria-hidden': 'true' }))
    svg.setAttribute(key, String(value));
  let x = 0;
  for (const [look] of looks) {
    const own = (width * counts[look]) / most;
    if (own === 0) continue;
    const rect = document.createElementNS(svgNames, 'rect');
    for (const [key, value] of Object.entries({
      class: look,
      x: x + 0.5,
      y: 0.5,
      width: Math.max(1, own - 1),
      height: 11,
    }))
      rect.setAttribute(key, String(value));
    svg.append(rect);
    x += own;
  }
  return svg;
}

const harms = { outage: 'can be an outage', errors: 'failed requests', repair: 'longer outages' } as const;

/** Places of a risk that are named; the rest is in the checklist. */
const maxPlaces = 4;

function riskNodes({ risks, coverage }: Summary, send: Send): Node[] {
  const list = risks.map(({ id, from, harm, title, feel, remedy, places, accepted, guide }) => {
    const name = from === 'item' ? itemButton(id, { text: title, key: `risk:${id}`, send }) : title;
    const more = places.length - maxPlaces;
    return element(
      'li',
      { class: `risk ${harm ?? 'noted'}` },
      element(
        'h3',
        {},
        name,
        ' ',
        element(
          'span',
          { class: 'mark' },
          harm === undefined ? (from === 'note' ? 'seen by a person' : 'not so') : harms[harm],
        ),
      ),
      element('p', {}, feel),
      accepted
        ? element('p', { class: 'quiet' }, `Left as it is by ${accepted.by} on ${accepted.date}: ${accepted.reason}`)
        : undefined,
      element(
        'p',
        {},
        element('strong', {}, 'To do: '),
        remedy,
        ...(guide === undefined
          ? []
          : [
              ' ',
              element(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  'aria-label': `Guide: ${title}`,
                  'data-key': `guide:${id}`,
                  click: () => send({ type: 'guide', ref: guide }),
                },
                'Guide',
              ),
            ]),
      ),
      places.length === 0
        ? undefined
        : element(
            'ul',
            { class: 'places' },
            ...places
              .slice(0, maxPlaces)
              .map(({ place, message, fix }, index) =>
                element(
                  'li',
                  {},
                  placeButton(place, { key: `place:${id}:${index}`, send }),
                  ` ${message}`,
                  fix ? element('span', { class: 'quiet' }, ' (a fix is at hand)') : undefined,
                ),
              ),
            more > 0 ? element('li', { class: 'quiet' }, `and ${more} more`) : undefined,
          ),
    );
  });
  const unread = coverage.unread.length;
  const none =
    unread > 0
      ? `None is known, but ${unread} ${unread === 1 ? 'file' : 'files'} could not be read.`
      : 'None is known from the files that were read.';
  return [
    heading('Risks to users'),
    list.length === 0 ? element('p', {}, none) : element('ul', { class: 'risks' }, ...list),
  ];
}

function noteNodes(notes: Summary['notes'], send: Send): Node[] {
  const all = element(
    'button',
    { type: 'button', class: 'link', 'data-key': 'notes', click: () => send({ type: 'notes' }) },
    'Show the notes',
  );
  if (notes.length === 0) return [heading('Open notes'), element('p', {}, 'No note is open. ', all)];
  const list = notes.map(({ id, kind, place, lost, comments }) => {
    const [first] = comments;
    const replies = comments.length - 1;
    return element(
      'li',
      {},
      element('span', { class: 'mark' }, kind),
      ' ',
      element('span', { class: 'said' }, first?.text ?? ''),
      element(
        'span',
        { class: 'quiet' },
        ` ${first?.by ?? ''}, ${first?.date ?? ''}${replies > 0 ? `, ${replies} ${replies === 1 ? 'reply' : 'replies'}` : ''} `,
      ),
      place && !lost
        ? placeButton(place, { key: `note:${id}`, send })
        : lost
          ? element('span', { class: 'quiet' }, 'its place is lost')
          : undefined,
    );
  });
  return [heading('Open notes'), element('ul', {}, ...list), element('p', {}, all)];
}

function decisionNodes(decisions: Summary['decisions'], send: Send): Node[] {
  if (decisions.length === 0) return [];
  const list = decisions.map(({ text, outcome, reason, by, date, item, place }, index) => {
    const name: Child =
      item === undefined
        ? element('span', { class: 'said' }, text)
        : itemButton(item, { text, key: `decision:${item}`, send });
    const said = outcome === 'decided' ? '' : outcome === 'no' ? ' No: ' : ' Does not apply: ';
    return element(
      'li',
      {},
      name,
      `${said}${reason ?? ''} `,
      element('span', { class: 'quiet' }, `${by}, ${date} `),
      place ? placeButton(place, { key: `decided:${index}`, send }) : undefined,
    );
  });
  return [heading('Decisions'), element('ul', {}, ...list)];
}

const directions = { better: 'arrow-up', worse: 'arrow-down', other: 'circle-small' } as const;

function changeNodes({ text, changes }: Summary['changes'], send: Send): Node[] {
  const list = changes.map(({ direction, text: words, item }, index) =>
    element(
      'li',
      {},
      icon(directions[direction]),
      element('span', { class: 'hidden' }, `${direction}: `),
      ' ',
      item === undefined ? words : itemButton(item, { text: words, key: `change:${index}`, send }),
    ),
  );
  return [
    heading('What has changed'),
    element('p', {}, text),
    ...(list.length > 0 ? [element('ul', { class: 'plain' }, ...list)] : []),
  ];
}

function heading(text: string): HTMLElement {
  return element('h2', {}, text);
}
