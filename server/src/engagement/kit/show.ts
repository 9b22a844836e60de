import type { Action, Cell, Field } from '../../model/engagement.ts';

// Small makers for what parts show; each gives plain data.

/** A form's button with its fields. */
export function action(
  id: string,
  title: string,
  { values = {}, fields = [], ...more }: Partial<Pick<Action, 'values' | 'fields' | 'ofPage'>> = {},
): Action {
  return { id, title, values, fields, ...more };
}

type More = Partial<Pick<Field, 'optional' | 'needed' | 'help'>> & { readonly value?: string | undefined };

function field(type: Field['type'], name: string, label: string, { value, ...more }: More = {}): Field {
  return { name, label, type, ...more, ...(value === undefined ? {} : { value }) };
}

export const text = (name: string, label: string, more?: More): Field => field('text', name, label, more);
export const long = (name: string, label: string, more?: More): Field => field('long', name, label, more);
export const date = (name: string, label: string, more?: More): Field => field('date', name, label, more);
export const number = (name: string, label: string, more?: More): Field => field('number', name, label, more);

/** A choice among few, each as value and words. */
export function choice(name: string, label: string, choices: Readonly<Record<string, string>>, more?: More): Field {
  return {
    ...field('choice', name, label, more),
    choices: Object.entries(choices).map(([value, words]) => ({ value, label: words })),
  };
}

/** A cell of plain words. */
export const cell = (words: string, more: Omit<Cell, 'text'> = {}): Cell => ({ text: words, ...more });

/** Names in a text field, with commas between them. */
export function namesIn(words: string | undefined): string[] {
  return (words ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Days from one ISO date to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A sentence from a phrase; a name, a path or code at its start stays as it is. */
export function sentence(words: string): string {
  return /^[a-z]+(?=[ ,:;.]|$)/.test(words) ? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` : words;
}
