/// <reference lib="dom" />
import type { Action, EngagementView, PartView } from '../../../../server/src/protocol/engagement.ts';
import { actionNodes, blockNodes, linkButton, mark, type Page } from './engagement-blocks.ts';
import { engagementWords, partWords, toneWords, wordsOf } from '../../vocabulary.ts';
import { element, icon } from './element.ts';
import { t } from './translate.ts';

/** What the tabs of the parts need. */
export interface Tabs {
  readonly page: Page;
  readonly chosen: string | undefined;
  /** By a key of the tabs the focus stays on them. */
  choose(part: string, how?: { readonly byKey: true }): void;
}

/** The tab that shows the engagement as a whole. */
export const statusTab = 'status';

/** The engagement as a whole: the next step, the state and who may change it, dates and history. */
export function statusNodes(view: EngagementView, tabs: Tabs): Node[] {
  const { page } = tabs;
  const way = view.history.map(({ state, title, since, by, reason }) =>
    element(
      'li',
      {},
      element('strong', {}, wordsOf(engagementWords(t), state, title)),
      ` ${t('since {0} ({1})', since, by)}`,
      reason === undefined ? undefined : `: ${reason}`,
    ),
  );
  const moves = view.moves.map((move, index) =>
    element(
      'li',
      {},
      element('strong', {}, wordsOf(engagementWords(t), move.to, move.title)),
      `: ${move.because} `,
      ...actionNodes([move.action], { key: `head:${index}`, page }),
    ),
  );
  const days = view.dates.map(({ date, what, who }) =>
    element('li', {}, element('strong', {}, date), ` ${what}`, who === undefined ? undefined : ` (${who})`),
  );
  return [
    element('h2', { tabindex: '-1' }, t('Status')),
    ...nextNodes(view, tabs),
    element('h3', {}, t('State')),
    ...(moves.length > 0
      ? [
          element('p', {}, t('The facts suggest another state. You decide:')),
          element('ul', { class: 'rows' }, ...moves),
        ]
      : []),
    element('div', { class: 'actions' }, ...actionNodes(view.actions, { key: 'head', page })),
    ...(days.length > 0 ? [element('h3', {}, t('Dates')), element('ul', {}, ...days)] : []),
    ...(way.length > 0 ? [element('h3', {}, t('History')), element('ol', {}, ...way)] : []),
  ];
}

/** The next useful step of all parts, with why. */
function nextNodes({ next, parts }: EngagementView, { page, choose }: Tabs): Node[] {
  const [first, ...rest] = next;
  if (!first) return [];
  const nameOf = (id: string) => wordsOf(partWords(t), id, parts.find((part) => part.id === id)?.title);
  const go = (part: string, key: string) =>
    linkButton(t('in {0}', nameOf(part)), { title: t('Show {0}', nameOf(part)), key, click: () => choose(part) });
  return [
    element(
      'div',
      { class: 'card' },
      element('h3', {}, t('Next step')),
      element('p', { class: 'lead' }, first.title, ' ', go(first.part, 'next:go')),
      element('p', {}, t('Why: {0}', sentence(first.because))),
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
                { title: t('Why: {0}', sentence(step.because)) },
                `${step.title} `,
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
    t('Show It in the Checklist'),
  );
}

const actionsOf = ({ action }: { action?: Action }): Action[] => (action ? [action] : []);

/** A reason with its full stop; its first word may be a name, and stays as it is. */
const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

/** A tab for the whole and one for each part, with its state: a list of tabs that the arrow keys walk. */
export function partsNode({ parts }: EngagementView, { chosen, choose }: Tabs): HTMLElement {
  const tabs = [
    {
      id: statusTab,
      title: t('Status'),
      tone: 'none' as const,
      standing: t('The next step, the state and its history'),
    },
    ...parts,
  ];
  const move = (event: Event) => {
    const { key } = event as KeyboardEvent;
    const at = tabs.findIndex(({ id }) => id === chosen);
    const last = tabs.length - 1;
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowRight: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = Object.hasOwn(to, key) ? tabs[to[key] ?? 0] : undefined;
    if (!next) return;
    event.preventDefault();
    choose(next.id, { byKey: true });
  };
  return element(
    'div',
    {
      class: 'tabs',
      role: 'tablist',
      'aria-label': t('Parts of the engagement'),
      'aria-orientation': 'vertical',
      keydown: move,
    },
    ...tabs.map(({ id, title, tone, standing }) =>
      element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${id}`,
          class: id === chosen ? 'tab current' : 'tab',
          title: `${tone === 'none' ? '' : `${wordsOf(toneWords(t), tone)}: `}${standing}`,
          'data-key': `tab:${id}`,
          'aria-selected': id === chosen ? 'true' : 'false',
          'aria-controls': 'panel',
          tabindex: id === chosen ? '0' : '-1',
          click: () => choose(id),
        },
        element('span', { class: 'sign' }, mark(tone)),
        element('span', {}, wordsOf(partWords(t), id, title)),
      ),
    ),
  );
}

/** The panel of the tab that is chosen. */
export function panelNode(chosen: string, nodes: readonly Node[]): HTMLElement {
  return element('div', { role: 'tabpanel', id: 'panel', 'aria-labelledby': `tab-${chosen}` }, ...nodes);
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
    element('h2', { tabindex: '-1' }, wordsOf(partWords(t), id, title)),
    element('p', { class: 'lead' }, standing),
    ...blockNodes(part, page),
    ...(drafts.length > 0
      ? [
          element('h3', {}, t('Drafts')),
          element('p', { class: 'quiet' }, t('Each opens as a new, unsaved document.')),
          element('div', { class: 'actions' }, ...drafts),
        ]
      : []),
    element(
      'p',
      { class: 'quiet foot' },
      t('Stored in'),
      ' ',
      linkButton(file, {
        title: t('Open the file'),
        key: `file:${id}`,
        look: 'place',
        click: () => send({ type: 'file', file }),
      }),
      '. ',
      t('More in'),
      ' ',
      linkButton(t('the Guide'), {
        title: guide,
        key: `guide:${id}`,
        click: () => send({ type: 'guide', ref: guide }),
      }),
      '.',
    ),
  ];
}
