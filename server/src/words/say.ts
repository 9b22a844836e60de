import { english } from './english.ts';
import { partsOf, type Part } from './template.ts';

/** The name of a message in the catalogue. */
export type MessageId = keyof typeof english;

/** The names in a template: `{name}`, and `{count:pod|pods}`, which has the first word for 1 and the second for other numbers. */
type Names<T extends string> = T extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name}:${string}` ? Name : Inner) | Names<Rest>
  : never;

type Values<I extends MessageId> = Readonly<Record<Names<(typeof english)[I]>, string | number | undefined>>;

const parts = new Map<MessageId, readonly Part[]>();

/**
 * A message in English, with its values. A value may be a message itself.
 * What is said is kept, compared and hashed in English; `language.ts` shows it in another language.
 */
export function say<I extends MessageId>(
  id: I,
  ...[values]: [Names<(typeof english)[I]>] extends [never] ? [] : [Values<I>]
): string {
  let known = parts.get(id);
  if (!known) parts.set(id, (known = partsOf(english[id])));
  let text = '';
  for (const part of known) {
    if (typeof part === 'string') text += part;
    else {
      const value = (values as Readonly<Record<string, string | number | undefined>> | undefined)?.[part.name];
      text += part.forms ? part.forms[Number(value) === 1 ? 0 : 1] : String(value);
    }
  }
  return text;
}

/** `a or b or c`. */
export function anyOf(texts: readonly string[]): string {
  return joined(texts, (one, other) => say('joint.or', { one, other }));
}

/** `a and b and c`. */
export function allOf(texts: readonly string[]): string {
  return joined(texts, (one, other) => say('joint.and', { one, other }));
}

function joined(texts: readonly string[], join: (one: string, other: string) => string): string {
  return texts.length === 0 ? '' : texts.reduce(join);
}
