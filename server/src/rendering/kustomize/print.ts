import type { Mark, RenderedObject, Unknown } from '../../model/rendering.ts';
import { unknownText } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import { naturalOrder, textScalar } from '../functions/yaml-print.ts';
import { str } from '../values/make.ts';
import { printed } from './scalars.ts';
import { type Field, type MapTree, type Origin, type ScalarTree, textAt, type Tree } from './tree.ts';

interface Printer {
  text: string;
  /** Where the last line begins: to look for it in the text would join all its parts each time. */
  lineStart: number;
  readonly marks: Mark[];
  readonly unknowns: Unknown[];
  readonly file: string;
}

/** An object as `kustomize build` prints it, with the place of each key and value. */
export function printObject(object: MapTree, file: string): RenderedObject {
  const printer: Printer = { text: '', lineStart: 0, marks: [], unknowns: [], file };
  printMap(object, { depth: 0 }, printer);
  const namespace = textAt(object, 'metadata', 'namespace');
  return {
    text: printer.text,
    file,
    marks: printer.marks,
    unknowns: printer.unknowns,
    apiVersion: textAt(object, 'apiVersion') ?? '',
    kind: textAt(object, 'kind') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function printMap(
  map: MapTree,
  { depth, isInline = false }: { depth: number; isInline?: boolean },
  printer: Printer,
): void {
  const names = [...map.fields.keys()].sort(keyOrder);
  for (const [i, name] of names.entries()) {
    const field = map.fields.get(name);
    if (!field) continue;
    if (i > 0 || !isInline) append(' '.repeat(depth), printer);
    printKey(name, field, printer);
    printValue(field.value, { depth: depth + 2, isItem: false }, printer);
  }
}

function printKey(name: string, field: Field, printer: Printer): void {
  const text = isPlainWord(name) ? name : textScalar(str(name), { column: 0, indent: 0, depth: 1, isKey: true }).text;
  write(text, { origin: field.key, source: field.key.written }, printer);
  append(':', printer);
}

/** Most keys and many values: words that need neither quotes nor a second look. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9./-]{2,49}$/.test(text) && !/^(?:yes|true|false|null|off)$/i.test(text);
}

/** Letters alone are in the order of their codes; anything else takes longer. */
function keyOrder(a: string, b: string): number {
  if (!/^[A-Za-z]+$/.test(a) || !/^[A-Za-z]+$/.test(b)) return naturalOrder(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** After a key or a dash: on the same line, or on lines of its own. */
function printValue(value: Tree, { depth, isItem }: { depth: number; isItem: boolean }, printer: Printer): void {
  if (value.type === 'map') {
    if (value.fields.size === 0) return writeLine('{}', value, printer);
    append(isItem ? ' ' : '\n', printer);
    return printMap(value, { depth, isInline: isItem }, printer);
  }
  if (value.type === 'list') {
    if (value.items.length === 0) return writeLine('[]', value, printer);
    // Items stand under the key itself; a list in a list opens on the same line.
    const indent = isItem ? depth : depth - 2;
    if (!isItem) append('\n', printer);
    for (const [i, item] of value.items.entries()) {
      append(isItem && i === 0 ? ' -' : `${' '.repeat(indent)}-`, printer);
      printValue(item, { depth: indent + 2, isItem: true }, printer);
    }
    return;
  }
  if (value.type === 'unknown') return writeUnknown(value, value.because, printer);
  printScalar(value, depth, printer);
}

function printScalar(value: ScalarTree, depth: number, printer: Printer): void {
  if (value.tag !== 'str') {
    const text = printed(value);
    return text === undefined
      ? writeUnknown(value, 'this number or date has no form that we know', printer)
      : writeLine(text, value, printer);
  }
  if (isPlainWord(value.text)) return writeLine(value.text, value, printer);
  const column = printer.text.length - printer.lineStart + 1;
  const { text } = textScalar(str(value.text), { column, indent: depth - 2, depth: 1 });
  if (text.startsWith('|') && value.written?.startsWith('|') && writeBlock(text, value, printer)) return;
  writeLine(text, value, printer);
}

function append(text: string, printer: Printer): void {
  const last = text.lastIndexOf('\n');
  if (last >= 0) printer.lineStart = printer.text.length + last + 1;
  printer.text += text;
}

function writeLine(text: string, origin: Origin, printer: Printer): void {
  append(' ', printer);
  write(text, { origin, source: origin.written }, printer);
  append('\n', printer);
}

/** A block with a mark for each of its lines; false where its lines are not those of the file. */
function writeBlock(text: string, { at, from, written = '' }: Origin, printer: Printer): boolean {
  const [lines, own] = [text.split('\n'), written.split('\n')];
  if (!at || lines.length > own.length) return false;
  const marks: Mark[] = [];
  const sources = from ?? elsewhere(at, printer.file);
  let [start, source] = [printer.text.length + 1, at.span.start];
  for (const [i, line] of lines.entries()) {
    const there = (own[i] ?? '').replace(/\r$/, '');
    const content = line.trimStart();
    if (i > 0 && there.trimStart() !== content) return false;
    if (i > 0 && content !== '') {
      const [printedAt, writtenAt] = [start + line.length - content.length, source + there.length - content.length];
      marks.push({
        start: printedAt,
        end: printedAt + content.length,
        at: { file: at.file, span: { start: writtenAt, end: writtenAt + content.length } },
        same: true,
        ...(sources ? { from: sources } : {}),
      });
    }
    start += line.length + 1;
    source += (own[i] ?? '').length + 1;
  }
  append(` ${text}\n`, printer);
  printer.marks.push(...marks);
  return true;
}

function writeUnknown(origin: Origin, because: string, printer: Printer): void {
  append(' ', printer);
  const start = printer.text.length;
  write(unknownText, { origin, source: undefined }, printer);
  printer.unknowns.push({ start, end: printer.text.length, because });
  append('\n', printer);
}

function write(
  text: string,
  { origin, source }: { origin: Origin; source: string | undefined },
  printer: Printer,
): void {
  const start = printer.text.length;
  append(text, printer);
  if (!origin.at) return;
  const inner = innerOf(text);
  const from = origin.from ?? elsewhere(origin.at, printer.file);
  printer.marks.push({
    start: start + inner,
    end: printer.text.length - inner,
    at: origin.at,
    same: source !== undefined && text.slice(inner, text.length - inner) === source,
    ...(from ? { from } : {}),
  });
}

/** Quotes are no part of a mark, as they are no part of a scalar's place. */
function innerOf(text: string): number {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? 1 : 0;
}

function elsewhere(place: Place, file: string): readonly Place[] | undefined {
  return place.file === file ? undefined : [place];
}
