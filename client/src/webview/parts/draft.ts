/// <reference lib="dom" />
import { element, icon } from './element.ts';
import { t } from './translate.ts';

/** Texts that were begun and not sent; they outlive the view. */
export interface Drafts {
  get(name: string): string;
  /** Undefined forgets it. */
  set(name: string, text: string | undefined): void;
}

export interface DraftOptions {
  readonly drafts: Drafts;
  readonly placeholder: string;
  /** What a screen reader calls the box. */
  readonly label: string;
  /** What the button does. */
  readonly action: string;
  readonly send: (text: string) => void;
  /** Escape leaves the box. */
  readonly leave?: () => void;
}

/** A box for text with its button. It keeps what was typed until the text has arrived. */
export interface Draft {
  readonly node: HTMLElement;
  readonly area: HTMLTextAreaElement;
  /** The text has arrived, or is still here to be sent again. */
  sent(ok: boolean): void;
}

export function createDraft(name: string, { drafts, placeholder, label, action, send, leave }: DraftOptions): Draft {
  const area = element('textarea', { rows: '1', placeholder, 'aria-label': label });
  area.value = drafts.get(name);
  const submit = () => {
    const text = area.value.trim();
    if (text === '' || area.readOnly) return;
    area.readOnly = true;
    send(text);
  };
  area.addEventListener('input', () => drafts.set(name, area.value));
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    else if (event.key === 'Escape' && leave) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const title = t('{0} (Ctrl+Enter)', action);
  const properties = { type: 'button', class: 'send', title, 'aria-label': `${action}: ${label}`, click: submit };
  return {
    node: element('div', { class: 'draft' }, area, element('button', properties, icon('send'))),
    area,
    sent(ok) {
      area.readOnly = false;
      if (!ok) return;
      area.value = '';
      drafts.set(name, undefined);
    },
  };
}
