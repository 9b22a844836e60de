import { partsOf } from './template.ts';

/** A message with its values, as they were said. */
export interface Read {
  /** Undefined for a sentence that is known as a whole, and for a list of messages. */
  readonly id: string | undefined;
  readonly values: ReadonlyMap<string, string>;
}

/** One way to say a message: its texts, with the names of the values between them. */
interface Form {
  readonly id: string;
  /** One more than `names`; the first and the last may be empty. */
  readonly texts: readonly string[];
  readonly names: readonly string[];
  /** The number of a word form: 1, or another. */
  readonly counts: ReadonlyMap<string, string>;
  /** Letters and signs that it shares with the text: the more, the surer. */
  readonly weight: number;
  /** It has signs alone. */
  readonly isWordless: boolean;
  /** Two values with a blank between them, which any text has. */
  readonly isPair: boolean;
}

/** Longer texts are no messages. */
const longest = 2000;
/** Readings that are kept: parts of texts are asked about again and again. */
const mostKept = 10_000;
/** A template with that many letters is not met by chance: what a user wrote may be a value of it. */
const sure = 10;
/** What a message must explain more than others do without it. */
const cost = 3;
/** Signs between the parts of a list. */
export const listSigns = ['; ', ', ', ' + '] as const;
/** Two words in small letters, as no name and no code has them. */
const sentence = /(?<![\w.])[a-z]+ [a-z]+(?![\w.(])/;

/**
 * Finds the message that a text was made from, and those in its values: of all readings the one that explains most letters.
 * A template without words of its own (`{message}; {more}`) is found only where one of its values is a message.
 */
export function openReader(
  templates: Readonly<Record<string, string>>,
  isSentence: (text: string) => boolean,
): (text: string) => Read | undefined {
  const byWord = new Map<string, Form[]>();
  const wordless: Form[] = [];
  for (const [id, template] of Object.entries(templates))
    for (const form of formsOf(id, template)) {
      const word = rarestOf(form);
      if (word === undefined) wordless.push(form);
      else byWord.set(word, [...(byWord.get(word) ?? []), form]);
    }
  const known = new Map<string, Scored | undefined>();
  const read = (text: string): Scored | undefined => {
    if (text.length > longest) return undefined;
    if (known.has(text)) return known.get(text);
    const words = new Set(text.match(/[A-Za-z]+/g));
    const candidates = [
      ...[...words]
        .flatMap((word) => byWord.get(word) ?? [])
        .flatMap((form) => valuesIn(text, form).map((values) => [form, values] as const)),
      ...wordless.flatMap((form) => splits(text, form).map((values) => [form, values] as const)),
    ];
    let best: Scored | undefined = isSentence(text)
      ? { id: undefined, values: new Map(), score: text.length }
      : listIn(text);
    for (const [form, values] of candidates) {
      const scored = score(form, values);
      if (scored && scored.score > (best?.score ?? -cost)) best = scored;
    }
    if (known.size >= mostKept) known.clear();
    known.set(text, best);
    return best;
  };
  /** A list of messages explains what they do. */
  const listIn = (text: string): Scored | undefined => {
    for (const sign of listSigns) {
      const parts = text.split(sign);
      if (parts.length < 2 || parts.length > 12) continue;
      const all = parts.map(read);
      if (all.every((part) => part !== undefined))
        return { id: undefined, values: new Map(), score: all.reduce((sum, part) => sum + part.score, -cost) };
    }
    return undefined;
  };
  const score = (form: Form, values: ReadonlyMap<string, string>): Scored | undefined => {
    // Signs and short words alone are no message.
    if (form.weight < 6 && form.names.length > 0 && [...values.values()].every((value) => value === ''))
      return undefined;
    let sum = form.weight;
    let messages = 0;
    for (const value of values.values()) {
      const inner = read(value);
      if (inner && (!form.isPair || inner.score >= sure)) messages++;
      else if (form.weight < sure && sentence.test(value.replace(/`[^`]*`/g, ''))) return undefined;
      sum += inner?.score ?? 0;
    }
    // Fewer messages that explain as much are nearer to what was said.
    return form.isWordless && messages === 0 ? undefined : { id: form.id, values, score: sum - cost };
  };
  return read;
}

interface Scored extends Read {
  /** The letters that are not in values, over all messages in it. */
  readonly score: number;
}

/** A template has a form for each choice of its words by number. */
function formsOf(id: string, template: string): Form[] {
  let forms: { texts: string[]; names: string[]; counts: Map<string, string> }[] = [
    { texts: [''], names: [], counts: new Map() },
  ];
  for (const part of partsOf(template)) {
    forms = forms.flatMap((form) => {
      const add = (text: string, { texts, names, counts } = form, more: Iterable<[string, string]> = []) => ({
        texts: [...texts.slice(0, -1), `${texts.at(-1) ?? ''}${text}`],
        names,
        counts: new Map([...counts, ...more]),
      });
      if (typeof part === 'string') return [add(part)];
      if (part.forms) return part.forms.map((word, at) => add(word, form, [[part.name, at === 0 ? '1' : '']]));
      return [{ ...form, texts: [...form.texts, ''], names: [...form.names, part.name] }];
    });
  }
  return forms.map((form) => ({
    id,
    ...form,
    weight: form.texts.join('').length,
    isWordless: !/[a-z]/i.test(form.texts.join('')),
    isPair: form.texts.join('') === ' ',
  }));
}

/** The longest word that a form always has, with nothing at its sides that a value could make longer. */
function rarestOf({ texts }: Form): string | undefined {
  const words = texts.flatMap((text, at) =>
    [...text.matchAll(/[A-Za-z]+/g)].flatMap(({ 0: word, index }) => {
      const isOpen = (index === 0 && at > 0) || (index + word.length === text.length && at < texts.length - 1);
      return isOpen ? [] : [word];
    }),
  );
  return words.toSorted((a, b) => b.length - a.length)[0];
}

/** The values of a form in a text: each text of the form where it comes first, the last one at the end. */
function valuesIn(text: string, { texts, names, counts }: Form): Map<string, string>[] {
  const [first = '', ...rest] = texts;
  if (!text.startsWith(first)) return [];
  const last = rest.pop();
  if (last === undefined) return text === first ? [new Map(counts)] : [];
  let found: Map<string, string>[] = [new Map(counts)];
  let from = first.length;
  let together: string[] = [];
  for (const [at, each] of [...rest, last].entries()) {
    together.push(names[at] ?? '');
    const isLast = at === rest.length;
    // What follows a value at once is found with it.
    if (each === '' && !isLast) continue;
    const end = isLast ? text.length - each.length : text.indexOf(each, from);
    if (end < from || (isLast && !text.endsWith(each))) return [];
    const parts = partings(text.slice(from, end), together.length);
    found = found.flatMap((values) => parts.flatMap((part) => extended(values, together, part) ?? []));
    from = end + each.length;
    together = [];
  }
  return found;
}

/** The ways to part a text in one or two: the second begins or ends with a sign. Of more, there are none. */
function partings(text: string, number: number): string[][] {
  if (number < 2) return [[text]];
  if (number > 2) return [];
  const places = [...text.matchAll(/[ ;(,]/g)].slice(0, 16).flatMap(({ index }) => [index, index + 1]);
  return [...new Set([text.length, ...places])].map((at) => [text.slice(0, at), text.slice(at)]);
}

/** The values with more; undefined where a name has another value already. */
function extended(
  values: ReadonlyMap<string, string>,
  names: readonly string[],
  more: readonly string[],
): Map<string, string> | undefined {
  const all = new Map(values);
  for (const [at, name] of names.entries()) {
    const before = all.get(name);
    const value = more[at] ?? '';
    if (before !== undefined && before !== '' && before !== value) return undefined;
    all.set(name, value);
  }
  return all;
}

/** The values of a template of two, at each place where its sign is; a name before a blank has none itself. */
function splits(text: string, { texts, names }: Form): ReadonlyMap<string, string>[] {
  const [first = '', sign = '', end = ''] = texts;
  const [left, right] = names;
  if (names.length !== 2 || left === undefined || right === undefined || sign === '') return [];
  if (!text.startsWith(first) || !text.endsWith(end)) return [];
  const inner = text.slice(first.length, text.length - end.length);
  const found: ReadonlyMap<string, string>[] = [];
  const most = sign === ' ' ? 1 : 8;
  for (let at = inner.indexOf(sign); at > 0 && found.length < most; at = inner.indexOf(sign, at + 1))
    found.push(
      new Map([
        [left, inner.slice(0, at)],
        [right, inner.slice(at + sign.length)],
      ]),
    );
  return found;
}
