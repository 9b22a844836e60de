/// <reference lib="dom" />
import type { Action, Block, Cell, PartView, Row, Tone } from '../../../../server/src/protocol/engagement.ts';
import { formKey } from '../../engagement/form-key.ts';
import type { FromEngagement } from '../../engagement/messages.ts';
import { button, element, icon, type Child } from './element.ts';
import { toneWords, wordsOf } from '../../vocabulary.ts';
import { chartNode, graphNode } from './engagement-pictures.ts';
import { inline } from './inline.ts';
import { formNode, type FormHandlers, type OpenForm } from './form.ts';
import { t } from './translate.ts';

/** What the blocks need of the page. */
export interface Page extends FormHandlers {
  readonly form: OpenForm | undefined;
  open(key: string, action: Action): void;
  send(message: FromEngagement): void;
}

/** How a line stands, as an icon. */
const tones: Readonly<Record<Exclude<Tone, 'none'>, string>> = {
  good: 'pass',
  bad: 'error',
  attention: 'warning',
  open: 'circle-large-outline',
};

/** The mark of a tone; nothing where it does not matter. */
export function mark(tone: Tone | undefined): Child {
  if (tone === undefined || tone === 'none') return undefined;
  return element(
    'span',
    { class: `tone ${tone}` },
    icon(tones[tone]),
    element('span', { class: 'hidden' }, `${wordsOf(toneWords(t), tone)}: `),
  );
}

/** The blocks of a part, from top to bottom. */
export function blockNodes(part: PartView, page: Page): Node[] {
  return part.blocks.flatMap((block, index) => {
    const node = blockNode(block, { key: `${part.id}:${index}`, page });
    return node ? [node] : [];
  });
}

interface At {
  readonly key: string;
  readonly page: Page;
}

function blockNode(block: Block, at: At): Node | undefined {
  switch (block.kind) {
    case 'heading':
      return element('h3', {}, block.text);
    case 'text':
      return element('p', {}, mark(block.tone), ...inline(block.text));
    case 'list':
      return element(
        'ul',
        { class: 'rows' },
        ...block.rows.map((row, index) => rowNode(row, { ...at, key: `${at.key}:${index}` })),
      );
    case 'table':
      return block.rows.length === 0 ? undefined : tableNode(block, at);
    case 'code':
      return element('pre', { class: 'scroll', tabindex: '0' }, element('code', {}, block.text));
    case 'chart':
      return chartNode(block);
    case 'graph':
      return block.nodes.length === 0 ? undefined : graphNode(block);
    case 'actions':
      return element('div', { class: 'actions' }, ...actionNodes(block.actions, at));
  }
}

function rowNode(row: Row, at: At): HTMLElement {
  const { page } = at;
  const gap = row.tone === 'attention' || row.tone === 'bad';
  const text = row.because === undefined ? row.text : `${row.text}: ${row.because}`;
  const note = gap
    ? button(t('Write a note on this'), {
        icon: 'comment',
        key: `${at.key}:note`,
        click: () => page.send({ type: 'note', text, ...(row.at ? { file: row.at.file, line: row.at.line } : {}) }),
      })
    : undefined;
  return element(
    'li',
    {},
    ...cellNodes(row, at),
    note,
    row.because === undefined ? undefined : element('div', { class: 'quiet' }, ...dated(row.because)),
    element('div', { class: 'actions' }, ...actionNodes(row.actions ?? [], at)),
  );
}

function cellNodes({ text, tone, at: place, guide, item, link }: Cell, { key, page }: At): Child[] {
  // A link is one box: with its mark inside, the mark stays beside the words.
  const words =
    item === undefined
      ? [mark(tone), element('span', {}, ...dated(text))]
      : [
          linkButton([mark(tone), ...inline(text)], {
            title: t('Show in the checklist'),
            key: `${key}:item`,
            click: () => page.send({ type: 'item', item }),
          }),
        ];
  return [
    ...words,
    place
      ? linkButton(`${place.file}:${place.line}`, {
          title: t('Open the file'),
          key: `${key}:at`,
          look: 'place',
          click: () => page.send({ type: 'place', ...place }),
        })
      : undefined,
    guide === undefined
      ? undefined
      : button(t('Open the Guide'), {
          icon: 'book',
          key: `${key}:guide`,
          click: () => page.send({ type: 'guide', ref: guide }),
        }),
    link === undefined
      ? undefined
      : button(t('Open {0}', link), {
          icon: 'link-external',
          key: `${key}:link`,
          click: () => page.send({ type: 'link', link }),
        }),
  ].flatMap((node) => (node === undefined ? [] : [node, ' ']));
}

/** Words whose dates are not broken over two lines, and whose code is code. */
function dated(words: string): Child[] {
  return words
    .split(/(\d{4}-\d{2}-\d{2})/)
    .flatMap((part, index) => (index % 2 === 0 ? inline(part) : [element('span', { class: 'date' }, part)]));
}

/** A button that looks like a link. */
export function linkButton(
  words: string | readonly Child[],
  { title, key, look = '', click }: { title: string; key: string; look?: string; click: () => void },
): HTMLElement {
  const properties = { type: 'button', class: `link ${look}`.trim(), title, 'data-key': key, click };
  return element('button', properties, ...(typeof words === 'string' ? [words] : words));
}

function tableNode({ caption, head, rows }: Extract<Block, { kind: 'table' }>, at: At): HTMLElement {
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      { class: 'grid' },
      element('caption', { class: 'hidden' }, caption),
      element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
      element(
        'tbody',
        {},
        ...rows.flatMap(({ cells, actions = [] }, index) => {
          const key = `${at.key}:${index}`;
          const [first, ...rest] = cells;
          const line = element(
            'tr',
            actions.length > 0 ? { class: 'joined' } : {},
            element('th', { scope: 'row' }, ...(first ? tableCell(first, { ...at, key: `${key}:0` }) : [])),
            ...rest.map((cell, column) =>
              element(
                'td',
                { 'data-head': head[column + 1] ?? '' },
                ...tableCell(cell, { ...at, key: `${key}:${column + 1}` }),
              ),
            ),
          );
          if (actions.length === 0) return [line];
          const acts = element('div', { class: 'actions' }, ...actionNodes(actions, { ...at, key }));
          return [line, element('tr', {}, element('td', { colspan: String(head.length) }, acts))];
        }),
      ),
    ),
  );
}

function tableCell(cell: Cell, at: At): Child[] {
  const why = cell.because === undefined ? undefined : element('div', { class: 'quiet' }, ...dated(cell.because));
  return [...cellNodes(cell, at), why];
}

/** Buttons of actions, and the form of the one that is open. */
export function actionNodes(actions: readonly Action[], at: At): Child[] {
  return [...buttonsOf(actions, at), formOf(actions, at)];
}

const keyOf = (action: Action, key: string): string => formKey(action, key.split(':', 1)[0] ?? '');

function buttonsOf(actions: readonly Action[], { key, page }: At): Child[] {
  return actions.flatMap((action) => {
    const own = keyOf(action, key);
    // Its form stands in its place.
    if (page.form?.key === own) return [];
    const properties = {
      type: 'button',
      class: 'secondary small',
      'data-key': own,
      ...(action.fields.length > 0 ? { 'aria-expanded': 'false' } : {}),
      click: () => page.open(own, action),
    };
    return [element('button', properties, action.title)];
  });
}

function formOf(actions: readonly Action[], { key, page }: At): Child {
  const { form } = page;
  const open = form && actions.some((action) => keyOf(action, key) === form.key);
  return open ? formNode(form, page) : undefined;
}
