import type { GoDeclarations } from '../../model/link-fact.ts';

/** Comments and texts, which begin with signs of each other; one without an end goes to the end, so that none is looked for twice. */
const silent =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*(?:`|(?![\s\S]))|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*/g;
const imported = /^(?:import)?[ \t]+(?:([\w.]+)[ \t]+)?"([^"\n]+)"/gm;
const beginning = /^(?:func|type|var|const)\b/gm;
const functionHead = /^func[ \t]*(?:\([ \t]*(?:\w+[ \t]+)?\*?[ \t]*(\w+)[^()]*\)[ \t]*)?(\w+)/;
/** Go has no functions with a name inside others: an indented one is a declaration that no line begins. */
const indented = /^[ \t]+func[ \t]+(?:\([^()\n]*\)[ \t]*)?\w+[ \t]*\(/m;
/** Names in front of a type. */
const parameters = /([A-Za-z_]\w*(?:[ \t]*,[ \t]*[A-Za-z_]\w*)*)[ \t]+(?=[\w*[(.])/g;
/** A line that the next one goes on from. */
const isOpenEnd = /[-+*/%&|^<>=!,.({[:]\s*$/;
/** A call that the start of the program makes: no conversion, no `new`. */
const calls =
  /(?<![\w)*])(?!(?:new|make|len|cap|append|func)\b)(?:\w+\s*\.\s*)?[A-Za-z_]\w*(?:\[[^\]\n]{0,100}\])?\s*\(/;

const words = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range return
  select struct switch type var any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
  string uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min
  new panic print println real recover _ err ctx ok`.split(/\s+/),
);

/** Declarations of one file that are read; a file with more was not written by hand. */
const mostDeclarations = 5000;

/** A declaration: its names, and the code that it mentions others in. */
interface Declared {
  readonly names: readonly string[];
  readonly code: string;
  /** The start of a program runs it. */
  readonly runs: boolean;
  readonly isFunction: boolean;
}

/**
 * The declarations of a Go file, each with the names that it mentions: more than it means, and never fewer. Nothing where the file is
 * not laid out as gofmt does, or has names with other letters than ASCII: all of it counts as mentioned then.
 */
export function goDeclarations(text: string): GoDeclarations[] {
  const code = text.replace(silent, (found) => ' '.repeat(found.length));
  // Other letters are in texts and comments alone, or the names are not read.
  if (/[^\0-\x7f]/.test(code) || indented.test(code) || /^import "C"|^\/\/(?:go:linkname|export) /m.test(text))
    return [];
  const starts = [...code.matchAll(beginning)].map(({ index }) => index);
  if (starts.length > mostDeclarations) return [];
  const imports = importsOf(text);
  const isImport = openIsImport(imports);
  const lines: string[] = [];
  const offsets: number[] = [];
  for (const [at, start] of starts.entries())
    for (const each of declared(code.slice(start, starts[at + 1]))) {
      offsets.push(start);
      lines.push(
        `${each.runs ? '!' : ''}${each.names.join(' ')}\t${mentionsIn(each.code, { ...each, isImport }).join(' ')}`,
      );
    }
  const renamed = imports.flatMap(({ alias, path }) => (alias === undefined ? [] : `${alias} ${path}`));
  return [
    {
      kind: 'go-declarations',
      span: { start: 0, end: 0 },
      ...(renamed.length === 0 ? {} : { renamed: renamed.join('\n') }),
      lines: lines.join('\n'),
      offsets,
    },
  ];
}

interface Import {
  readonly alias?: string;
  readonly path: string;
}

function importsOf(text: string): Import[] {
  // What stands behind the imports may hold lines of text that look like them.
  const end = text.search(/^(?:func|type|var|const)\b/m);
  return [...text.slice(0, end < 0 ? text.length : end).matchAll(imported)].map(([, alias, path = '']) => ({
    ...(alias === undefined ? {} : { alias }),
    path,
  }));
}

/** Tells names that may be of a package: it calls itself as its path says, or the importer gave the name. */
function openIsImport(imports: readonly Import[]): (name: string) => boolean {
  const aliases = new Set(imports.flatMap(({ alias }) => alias ?? []));
  const paths = imports.map(({ path }) => lettersOf(path)).join(' ');
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? (aliases.has(name) || paths.includes(lettersOf(name)));
    known.set(name, found);
    return found;
  };
}

/** What a path or the name of a package has in common: small letters and digits. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** The declarations of a text that begins with one: of a group each by itself. */
function declared(code: string): Declared[] {
  const head = functionHead.exec(code);
  if (code.startsWith('func')) {
    if (!head) return [];
    const [whole, owner, name = ''] = head;
    const names = [owner === undefined ? name : `${owner}.${name}`];
    return [
      {
        names,
        code: `${whole.slice(0, whole.length - name.length)} ${code.slice(whole.length)}`,
        runs: name === 'init',
        isFunction: true,
      },
    ];
  }
  const isValue = code.startsWith('var');
  const group = /^\w+\s*\(/.exec(code);
  const specs = group ? specsOf(code.slice(group[0].length)) : [code.replace(/^\w+\s*/, '')];
  return specs.flatMap((spec): Declared[] => {
    const found = /^\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)/.exec(spec);
    if (!found) return [];
    const names = (found[1] ?? '').split(/\s*,\s*/);
    const rest = spec.slice(found[0].length);
    const value = rest.slice(rest.indexOf('=') + 1);
    const made = withoutBodies(value);
    const runs = isValue && rest.includes('=') && calls.test(made);
    // It only asks the compiler whether a type has the methods of an interface.
    if (names.every((name) => name === '_')) return runs ? [{ names, code: made, runs, isFunction: false }] : [];
    const whole = { names, code: rest, runs: false, isFunction: false };
    // What makes the value is run; functions in it are not, before something mentions it.
    return runs ? [{ ...whole, code: made, runs }, ...(made === value ? [] : [whole])] : [whole];
  });
}

/** A value without the bodies of functions in it, which nothing calls yet. */
function withoutBodies(code: string): string {
  if (!/\bfunc\b/.test(code)) return code;
  let found = '';
  let depth = 0;
  let bodyDepth: number | undefined;
  let isHead = false;
  for (let at = 0; at < code.length; at++) {
    const sign = code[at];
    // Behind a bracket it is the type of what a map or a list holds.
    if (bodyDepth === undefined && code.startsWith('func', at) && !/[\w\]]/.test(code[at - 1] ?? '')) isHead = true;
    if (sign === '{') {
      if (isHead && bodyDepth === undefined) bodyDepth = depth;
      isHead = false;
      depth++;
    } else if (sign === '}') {
      depth--;
      if (depth === bodyDepth) bodyDepth = undefined;
    } else if (bodyDepth === undefined && !isHead) found += sign;
  }
  return found;
}

/** What stands before the body of a function. */
function signatureOf(code: string): string {
  const end = code.search(/\{[ \t]*(?:\n|$)/);
  return code.slice(0, end < 0 ? code.indexOf('{') : end);
}

/** The lines of a group, those together that belong together. */
function specsOf(code: string): string[] {
  const found: string[] = [];
  let depth = 1;
  let isGoingOn = false;
  for (const line of code.split('\n')) {
    if (depth === 1 && !isGoingOn && /^\s*[A-Za-z_]/.test(line)) found.push(line);
    else if (found.length > 0) found[found.length - 1] += `\n${line}`;
    for (const sign of line) {
      if (sign === '(' || sign === '{' || sign === '[') depth++;
      else if (sign === ')' || sign === '}' || sign === ']') depth--;
      if (depth === 0) return found;
    }
    if (line.trim() !== '') isGoingOn = isOpenEnd.test(line);
  }
  return found;
}

/**
 * Names in the code of a declaration: `name` of the own package, `stock.Name` of what may be another, `.name` of what a value has.
 * What a value has for others is not told: it goes with its type.
 */
function mentionsIn(
  code: string,
  { names, isFunction, isImport }: Pick<Declared, 'names' | 'isFunction'> & { isImport: (name: string) => boolean },
): string[] {
  const found = new Set<string>();
  const own = localsIn(code, isFunction);
  let before = '';
  for (const { name, isSelected, next } of namesIn(code)) {
    if (isSelected) {
      if (before !== '' && isUpper(name) && isImport(before)) found.add(`${before}.${name}`);
      else if (!isUpper(name)) found.add(`.${name}`);
      before = '';
    } else {
      before = name;
      if (words.has(name)) continue;
      // A value that was made here may have the name of a function, which would be called.
      const isLocal = own.has(name) && next !== '(' && next !== '{';
      if (!isLocal && (next !== '.' || !isImport(name))) found.add(name);
    }
  }
  for (const name of names) found.delete(name);
  return [...found];
}

/** Names that a function gives to values: its parameters, and what it makes with `:=`. */
function localsIn(code: string, isFunction: boolean): ReadonlySet<string> {
  const own = new Set<string>();
  for (let at = code.indexOf(':='); at >= 0; at = code.indexOf(':=', at + 2)) {
    let sign = ',';
    for (let end = beforeBlanks(code, at); sign === ',';) {
      let start = end;
      while (isWord(code.charCodeAt(start - 1))) start--;
      own.add(code.slice(start, end));
      end = beforeBlanks(code, start);
      sign = code[end - 1] ?? '';
      end = beforeBlanks(code, end - 1);
    }
  }
  if (isFunction)
    for (const [, list = ''] of signatureOf(code).matchAll(parameters))
      for (const name of list.split(/[ \t]*,[ \t]*/)) own.add(name);
  return own;
}

function beforeBlanks(code: string, at: number): number {
  let end = at;
  while (end > 0 && code.charCodeAt(end - 1) <= 32) end--;
  return end;
}

interface Name {
  readonly name: string;
  /** It is of a value or a package: a dot is before it. */
  readonly isSelected: boolean;
  /** The sign after it. */
  readonly next: string;
}

/** The names in a code without texts and comments, in their order. */
function* namesIn(code: string): Generator<Name> {
  let before = '';
  for (let at = 0; at < code.length;) {
    const sign = code.charCodeAt(at);
    if (!isWord(sign)) {
      if (sign > 32) before = code[at] ?? '';
      at++;
      continue;
    }
    const start = at;
    while (isWord(code.charCodeAt(at))) at++;
    // A number may have letters.
    if (sign < 48 || sign > 57) {
      let next = at;
      while (code.charCodeAt(next) <= 32) next++;
      yield { name: code.slice(start, at), isSelected: before === '.', next: code[next] ?? '' };
    }
    before = '';
  }
}

/** A letter, a digit or `_`. */
function isWord(sign: number): boolean {
  return (sign >= 97 && sign <= 122) || (sign >= 65 && sign <= 90) || sign === 95 || (sign >= 48 && sign <= 57);
}

function isUpper(name: string): boolean {
  const sign = name.charCodeAt(0);
  return sign >= 65 && sign <= 90;
}
