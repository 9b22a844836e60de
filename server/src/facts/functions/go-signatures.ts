import type { Region } from '../../syntax/code/outline.ts';

/** A Go method with the types that it takes and gives, without their packages: `Get(string,*Order)Order,error`. */
export function signatureOf({ name = '', parameters = [], results = [] }: Region): string {
  return `${name}(${parameters.map(({ type = '' }) => plain(type)).join()})${results.map(plain).join()}`;
}

/** Signatures of the methods of an interface, as they are written between its braces; of the first hundred. */
export function interfaceSignatures(body: string): string[] {
  return [...body.matchAll(/(?:^|[{;])[ \t]*([A-Za-z_]\w*)(?=\()/gm)]
    .slice(0, 100)
    .flatMap(({ 1: name = '', index, 0: whole }) => {
      const from = index + whole.length;
      const end = closing(body, from);
      if (end === undefined) return [];
      const parameters = typesIn(body.slice(from + 1, end));
      const behind = body.slice(end + 1);
      const opens = /^[ \t]*\(/.exec(behind);
      const close = opens ? closing(behind, opens[0].length - 1) : undefined;
      const written =
        close === undefined ? (/^[^\n;}/]*/.exec(behind)?.[0] ?? '') : behind.slice(opens?.[0].length, close);
      return [`${name}(${parameters.join()})${typesIn(written).join()}`];
    });
}

/** The bracket that closes the one at `open`. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length && at < open + 2000; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}

/** The types of a list of parameters, with or without names: `ctx context.Context, a, b string`. */
function typesIn(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of list.replace(/\/\/[^\n]*/g, '')) {
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    if (char === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  if (part.trim() !== '') parts.push(part.trim());
  const named = /^(\w+)\s+(?!\{)(.+)$/s;
  const isNamed = parts.some((each) => named.test(each) && !/^(?:func|chan|map|struct|interface)\b/.test(each));
  if (!isNamed) return parts.map(plain);
  const types: string[] = [];
  for (const each of parts.toReversed()) types.unshift(plain(named.exec(each)?.[2] ?? types[0] ?? each));
  return types;
}

function plain(type: string): string {
  return type
    .replace(/\b\w+\./g, '')
    .replace(/\binterface\{\}/g, 'any')
    .replace(/\s+/g, '');
}
