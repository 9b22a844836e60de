/// <reference lib="dom" />
import type { PlaceView } from '../../../../server/src/protocol/overview.ts';
import type { FromOverview } from '../../overview/messages.ts';
import { element } from './element.ts';
import { t } from './translate.ts';

export type Send = (message: FromOverview) => void;

interface PlaceOptions {
  readonly text?: string;
  /** Said before the place in its tooltip. */
  readonly title?: string;
  readonly key: string;
  readonly send: Send;
}

/** Leads to a place in the editor. */
export function placeButton({ file, line }: PlaceView, { text, title, key, send }: PlaceOptions): HTMLElement {
  const name = text ?? `${file}:${line}`;
  const properties = {
    type: 'button',
    class: text === undefined ? 'link place' : 'link',
    title: `${title === undefined ? '' : `${title}: `}${file}:${line}`,
    'data-key': key,
    click: () => send({ type: 'place', file, line }),
  };
  return element('button', properties, name);
}

/** Leads to an item of the checklist. */
export function itemButton(item: string, { text, key, send }: { text: string; key: string; send: Send }): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: 'link',
      title: t('Show in the checklist'),
      'data-key': key,
      click: () => send({ type: 'item', item }),
    },
    text,
  );
}

/** The heading of a part of the page. */
export function heading(text: string): HTMLElement {
  return element('h2', {}, text);
}
