/// <reference lib="dom" />
import type { Action, EngagementView, PartView } from '../../../../server/src/protocol/engagement.ts';
import { actionNodes, blockNodes, linkButton, mark, tones, type Page } from './engagement-blocks.ts';
import { element, icon } from './element.ts';

/** What the tabs of the parts need. */
export interface Tabs {
  readonly page: Page;
  readonly chosen: string | undefined;
  choose(part: string): void;
}

/** Where the engagement stands, what may come next, and the way so far. */
export function headNodes(view: EngagementView, page: Page): Node[] {
  const way = view.history.map(({ title, since, by, reason }) =>
    element(
      'li',
      {},
      element('strong', {}, title),
      ` since ${since} (${by})`,
      reason === undefined ? undefined : `: ${reason}`,
    ),
  );
  const moves = view.moves.map((move, index) =>
    element(
      'li',
      {},
      element('strong', {}, move.title),
      `: ${move.because} `,
      ...actionNodes([move.action], { key: `head:${index}`, page }),
    ),
  );
  const days = view.dates.map(({ date, what, who }) =>
    element('li', {}, element('strong', {}, date), ` ${what}`, who === undefined ? undefined : ` (${who})`),
  );
  return [
    element('h1', {}, `The engagement of ${view.title}`),
    element('p', { class: 'lead' }, view.standing),
    ...view.problems.map((problem) => element('p', { class: 'error' }, icon('warning'), ` ${problem}`)),
    ...(moves.length > 0
      ? [
          element('p', {}, 'What is known speaks for a next state; nobody has to take it:'),
          element('ul', { class: 'rows' }, ...moves),
        ]
      : []),
    element('div', { class: 'actions' }, ...actionNodes(view.actions, { key: 'head', page })),
    ...(days.length > 0
      ? [element('details', {}, element('summary', {}, 'What comes when'), element('ul', {}, ...days))]
      : []),
    ...(way.length > 0
      ? [element('details', {}, element('summary', {}, 'The way so far'), element('ol', {}, ...way))]
      : []),
  ];
}

/** The next useful step of all parts, with why. */
export function nextNodes({ next, parts }: EngagementView, { page, choose }: Tabs): Node[] {
  const [first, ...rest] = next;
  if (!first) return [];
  const nameOf = (id: string) => parts.find((part) => part.id === id)?.title ?? id;
  const go = (part: string, key: string) =>
    linkButton(`in ${nameOf(part)}`, { title: `Show ${nameOf(part)}`, key, click: () => choose(part) });
  return [
    element(
      'div',
      { class: 'card' },
      element('h2', {}, 'The next useful step'),
      element('p', { class: 'lead' }, first.title, ' ', go(first.part, 'next:go')),
      element('p', {}, `Why: ${sentence(first.because)}`),
      element(
        'div',
        { class: 'actions' },
        ...actionNodes(actionsOf(first), { key: 'next:0', page }),
        first.item === undefined ? undefined : itemButton(first.item, page),
      ),
      rest.length === 0
        ? undefined
        : element(
            'ul',
            { class: 'then' },
            ...rest.map((step, index) =>
              element(
                'li',
                { title: `Why: ${sentence(step.because)}` },
                `Then: ${step.title} `,
                go(step.part, `next:go:${index + 1}`),
              ),
            ),
          ),
    ),
  ];
}

function itemButton(item: string, { send }: Page): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'small', 'data-key': 'next:item', click: () => send({ type: 'item', item }) },
    'Show It in the Checklist',
  );
}

const actionsOf = ({ action }: { action?: Action }): Action[] => (action ? [action] : []);

/** A reason with its full stop; its first word may be a name, and stays as it is. */
const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

/** One tab a part, with how it stands. */
export function partsNode({ parts }: EngagementView, { chosen, choose }: Tabs): HTMLElement {
  return element(
    'nav',
    { class: 'tabs', 'aria-label': 'Parts of the engagement' },
    ...parts.map(({ id, title, tone, standing }) =>
      element(
        'button',
        {
          type: 'button',
          class: id === chosen ? 'tab current' : 'tab',
          title: `${tone === 'none' ? '' : `${tones[tone].words}: `}${standing}`,
          'data-key': `tab:${id}`,
          ...(id === chosen ? { 'aria-current': 'true' } : {}),
          click: () => choose(id),
        },
        mark(tone),
        ` ${title}`,
      ),
    ),
  );
}

/** One part, whole. */
export function partNodes(part: PartView, page: Page): Node[] {
  const { send } = page;
  const { id, title, standing, guide, file, documents } = part;
  const drafts = documents.map((document) =>
    element(
      'button',
      {
        type: 'button',
        class: 'secondary small',
        'data-key': `draft:${document.id}`,
        click: () => send({ type: 'draft', part: id, draft: document.id }),
      },
      icon('file'),
      ` ${document.title}`,
    ),
  );
  return [
    element('h2', { tabindex: '-1' }, title),
    element('p', { class: 'lead' }, standing),
    ...blockNodes(part, page),
    ...(drafts.length > 0
      ? [
          element('h3', {}, 'Drafts to take away'),
          element('p', { class: 'quiet' }, 'Each is opened as a new text; nothing is written until you save it.'),
          element('div', { class: 'actions' }, ...drafts),
        ]
      : []),
    element(
      'p',
      { class: 'quiet foot' },
      'Kept in ',
      linkButton(file, {
        title: 'Open the file',
        key: `file:${id}`,
        look: 'place',
        click: () => send({ type: 'file', file }),
      }),
      '; more in ',
      linkButton('the Guide', { title: guide, key: `guide:${id}`, click: () => send({ type: 'guide', ref: guide }) }),
      '.',
    ),
  ];
}
