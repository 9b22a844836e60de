/** A piece of a template: a text, or a value by its name, of which `forms` has the words for 1 and for other numbers. */
export type Part = string | { readonly name: string; readonly forms?: readonly [string, string] };

/** The pieces of a template in their order. */
export function partsOf(template: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: whole, 1: name = '', 2: one, 3: other, index } of template.matchAll(placeholder)) {
    if (index > from) parts.push(template.slice(from, index));
    parts.push(one === undefined || other === undefined ? { name } : { name, forms: [one, other] });
    from = index + whole.length;
  }
  if (from < template.length) parts.push(template.slice(from));
  return parts;
}

/** The names of a template's values, each once, sorted. */
export function namesOf(template: string): readonly string[] {
  return [...new Set(partsOf(template).flatMap((part) => (typeof part === 'string' ? [] : part.name)))].sort();
}

const placeholder = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
