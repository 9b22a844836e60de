import type { Place } from '../../model/span.ts';
import { type Build, report, textIn } from './build.ts';
import { utf8 } from '../functions/printing.ts';
import { base64Lines } from './hash.ts';
import { baseName, pathFrom } from './paths.ts';
import { addedField, type Resource, resourceOf } from './resource.ts';
import {
  at,
  fieldOf,
  fieldsAt,
  itemsAt,
  type MapTree,
  mapTree,
  type Origin,
  textAt,
  textTree,
  type Tree,
  withPart,
} from './tree.ts';

/** A generated object, and how it meets one that is there already. */
export interface Generated {
  readonly resource: Resource;
  readonly behavior: string;
  readonly entry: Tree;
}

type Datum =
  { readonly text: string; readonly origin: Origin } | { readonly bytes: Uint8Array; readonly origin: Origin };

interface Data {
  readonly values: Map<string, Datum>;
  unknown?: string;
}

interface Folder {
  readonly folder: string;
  readonly file: string;
}

/** The ConfigMaps, then the Secrets that a kustomization generates. */
export function generatedObjects(kustomization: Tree, { folder, file }: Folder, build: Build): Generated[] {
  const general = at(kustomization, 'generatorOptions');
  const make = (entry: Tree, kind: 'ConfigMap' | 'Secret'): Generated[] => {
    const tree = generated(entry, { kind, general, folder, build });
    if (!tree) return [];
    const isFixed = [fieldOf(entry, 'options'), general].some(
      (options) => textAt(options, 'disableNameSuffixHash') === 'true',
    );
    return [
      {
        resource: { ...resourceOf(tree, file), needsHash: !isFixed },
        behavior: textAt(entry, 'behavior') ?? 'create',
        entry,
      },
    ];
  };
  return [
    ...itemsAt(kustomization, 'configMapGenerator').flatMap((entry) => make(entry, 'ConfigMap')),
    ...itemsAt(kustomization, 'secretGenerator').flatMap((entry) => make(entry, 'Secret')),
  ];
}

interface Making {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly general: Tree | undefined;
  readonly folder: string;
  readonly build: Build;
}

function generated(entry: Tree, { kind, general, folder, build }: Making): MapTree | undefined {
  const name = fieldOf(entry, 'name');
  if (name?.type !== 'scalar' || name.text === '') {
    report(build, entry, { problem: 'error', message: `A generator of a ${kind} needs a name.` });
    return undefined;
  }
  const place: Origin = name.at ? { at: name.at } : {};
  let tree = mapTree(
    [
      ['apiVersion', addedField(textTree('v1', place), place)],
      ['kind', addedField(textTree(kind, place), place)],
      ['metadata', addedField(mapTree([['name', addedField({ ...name, tag: 'str', isQuoted: false })]]), place)],
    ],
    place,
  );
  const namespace = fieldOf(entry, 'namespace');
  if (namespace?.type === 'scalar' && namespace.text !== '')
    tree = withPart(tree, ['metadata', 'namespace'], addedField(namespace));
  if (kind === 'Secret') {
    const type = fieldOf(entry, 'type');
    const isGiven = type?.type === 'scalar' && type.text !== '';
    tree = withPart(tree, ['type'], addedField(isGiven ? type : textTree('Opaque', place), place));
  }
  tree = withOptions(tree, [fieldOf(entry, 'options'), general]);
  return withData(tree, dataOf(entry, folder, build), { kind, place });
}

function withOptions(start: MapTree, options: readonly (Tree | undefined)[]): MapTree {
  let tree = start;
  // What the entry itself says goes over what is said for all.
  for (const given of options.toReversed()) {
    for (const name of ['labels', 'annotations'] as const) {
      for (const [key, { value }] of fieldsAt(given, name)) {
        if (value.type === 'scalar')
          tree = withPart(tree, ['metadata', name, key], addedField({ ...value, tag: 'str' }));
      }
    }
    const immutable = fieldOf(given, 'immutable');
    if (textAt(given, 'immutable') === 'true' && immutable) tree = withPart(tree, ['immutable'], addedField(immutable));
  }
  return tree;
}

function withData(start: MapTree, data: Data, { kind, place }: { kind: string; place: Origin }): MapTree {
  if (data.unknown !== undefined)
    return withPart(start, ['data'], addedField({ ...place, type: 'unknown', because: data.unknown }, place));
  let tree = kind === 'Secret' ? withPart(start, ['data'], addedField(mapTree([], place), place)) : start;
  for (const [key, datum] of data.values) {
    const isText = 'text' in datum;
    const text = kind === 'Secret' || !isText ? base64Lines(isText ? utf8(datum.text) : datum.bytes) : datum.text;
    const value = textTree(text, kind === 'Secret' ? withoutText(datum.origin) : datum.origin);
    tree = withPart(tree, [isText || kind === 'Secret' ? 'data' : 'binaryData', key], addedField(value));
  }
  return tree;
}

function withoutText({ at: place, from }: Origin): Origin {
  return { ...(place ? { at: place } : {}), ...(from ? { from } : {}) };
}

/** In the order of Kustomize: files of variables, literals, files. */
function dataOf(entry: Tree, folder: string, build: Build): Data {
  const data: Data = { values: new Map() };
  const one = fieldOf(entry, 'env');
  for (const item of [...itemsAt(entry, 'envs'), ...(one ? [one] : [])]) addVariables(item, { folder, build, data });
  for (const item of itemsAt(entry, 'literals')) addLiteral(item, { data, build });
  for (const item of itemsAt(entry, 'files')) addFile(item, { folder, build, data });
  return data;
}

interface Reading {
  readonly folder: string;
  readonly build: Build;
  readonly data: Data;
}

function addLiteral(item: Tree, { data, build }: Omit<Reading, 'folder'>): void {
  const text = textAt(item) ?? '';
  const sign = text.indexOf('=');
  if (sign <= 0) return report(build, item, { problem: 'error', message: 'A literal has the form key=value.' });
  const raw = text.slice(sign + 1);
  const isQuoted = raw.length > 1 && /^(["']).*\1$/s.test(raw);
  const value = isQuoted ? raw.slice(1, -1) : raw;
  const origin = partOf(item, { start: sign + 1 + (isQuoted ? 1 : 0), value });
  add(text.slice(0, sign), { text: value, origin }, { item, data, build });
}

/** Kustomize refuses a key that is there already, whatever gives it. */
function add(key: string, datum: Datum, { item, data, build }: { item: Tree; data: Data; build: Build }): void {
  if (data.values.has(key))
    report(build, item, { problem: 'error', message: `The key ${key} is generated more than once.` });
  else data.values.set(key, datum);
}

/** Where a part of a scalar stands; the whole where its text is written differently. */
function partOf(item: Tree, { start, value }: { start: number; value: string }): Origin {
  if (!item.at) return {};
  const { file, span } = item.at;
  if (item.type !== 'scalar' || item.written !== item.text) return { at: item.at };
  const from = span.start + start;
  return { at: { file, span: { start: from, end: from + value.length } }, written: value };
}

function addFile(item: Tree, { folder, build, data }: Reading): void {
  const source = textAt(item) ?? '';
  const parts = source.split('=');
  const [key, path] = parts.length === 1 ? [baseName(source), source] : [parts[0] ?? '', parts[1] ?? ''];
  if (parts.length > 2 || key === '' || path === '')
    return report(build, item, { problem: 'error', message: 'A file of a generator has the form path or key=path.' });
  const file = pathFrom(folder, path);
  const text = file === undefined ? undefined : textIn(build, file);
  const bytes = file === undefined || text !== undefined ? undefined : build.files.bytes(file);
  if (file === undefined || (text === undefined && bytes === undefined)) return lost(item, path, { build, data });
  const place: Place = { file, span: { start: 0, end: text?.length ?? 0 } };
  if (text !== undefined) return add(key, { text, origin: { at: place } }, { item, data, build });
  if (!bytes) return;
  build.traits.bytes = true;
  add(key, { bytes, origin: { at: place } }, { item, data, build });
}

function addVariables(item: Tree, { folder, build, data }: Reading): void {
  const path = textAt(item) ?? '';
  const file = pathFrom(folder, path);
  const text = file === undefined ? undefined : textIn(build, file);
  if (file === undefined || text === undefined) return lost(item, path, { build, data });
  for (const match of text.matchAll(/^(?:\uFEFF)?[^\S\n]*([^\s#=][^=\r\n]*)(=?)([^\r\n]*)\r?$/gm)) {
    const [whole, key = '', sign = '', value = ''] = match;
    const start = match.index + (sign === '' ? whole.length : whole.indexOf('=') + 1);
    const origin: Origin = { at: { file, span: { start, end: start + value.length } }, written: value };
    add(key, { text: value, origin }, { item, data, build });
  }
}

function lost(item: Tree, path: string, { build, data }: { build: Build; data: Data }): void {
  report(build, item, { problem: 'missing', message: `The file ${path} is not in this workspace.` });
  data.unknown ??= `the file ${path} is not in this workspace`;
}
