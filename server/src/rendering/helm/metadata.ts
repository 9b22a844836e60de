import type { RenderProblem } from '../../model/rendering.ts';
import { entriesOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { printedFloat } from '../values/floats.ts';
import { plainValue } from '../values/from-yaml.ts';
import { bool, dict, list, str } from '../values/make.ts';
import type { Dict, Value } from '../value.ts';
import type { ImportedValues, Metadata, Requirement } from './chart.ts';
import { placeOf, readText, type SourceText } from './source.ts';

/** Fields of `Chart.yaml` that are texts, by the name that templates use. */
const textFields = {
  Name: 'name',
  Home: 'home',
  Version: 'version',
  Description: 'description',
  Icon: 'icon',
  APIVersion: 'apiVersion',
  Condition: 'condition',
  Tags: 'tags',
  AppVersion: 'appVersion',
  KubeVersion: 'kubeVersion',
  Type: 'type',
} as const;

interface Reader {
  readonly file: string;
  readonly base: number;
  readonly problems: RenderProblem[];
}

/** Reads `Chart.yaml`, and for version 1 of its format `requirements.yaml` too; a wrong type is a problem and counts as absent. */
export function readMetadata(
  source: SourceText,
  requirements?: SourceText,
): { readonly metadata: Metadata; readonly problems: readonly RenderProblem[] } {
  const { root, base, problems } = readText(source);
  const reader: Reader = { file: source.file, base, problems: [...problems] };
  if (root && root.type !== 'map') report(reader, root, 'Chart.yaml must be a map');
  const at = (key: string) => entryOf(root, key)?.value;
  const fields = dict();
  for (const [field, key] of Object.entries(textFields)) {
    const node = at(key);
    fields.entries.set(field, scalarField(reader, node, key));
  }
  const text = (field: keyof typeof textFields) => {
    const value = fields.entries.get(field);
    return value?.type === 'string' ? value.text : '';
  };
  const apiVersion = text('APIVersion') || 'v1';
  if (text('Name') === '') report(reader, root, 'Chart.yaml has no name');
  const listed = itemsOf(at('dependencies')).map((node) => requirement(reader, node));
  if (requirements) {
    const own = readText(requirements);
    const of: Reader = { file: requirements.file, base: own.base, problems: reader.problems };
    reader.problems.push(...own.problems);
    listed.push(...itemsOf(entryOf(own.root, 'dependencies')?.value).map((node) => requirement(of, node)));
  }
  const kept = listed.filter((each) => each !== undefined);
  if (text('APIVersion') === '') fields.entries.set('APIVersion', str(apiVersion));
  fields.entries.set('Deprecated', bool(textOf(at('deprecated')) === 'true'));
  fields.entries.set('Keywords', texts(reader, at('keywords')));
  fields.entries.set('Sources', texts(reader, at('sources')));
  fields.entries.set('Annotations', textMap(reader, at('annotations')));
  fields.entries.set('Maintainers', list(itemsOf(at('maintainers')).map((node) => maintainer(reader, node))));
  return {
    metadata: {
      file: source.file,
      apiVersion,
      name: text('Name'),
      version: text('Version'),
      isLibrary: text('Type') === 'library',
      kubeVersion: text('KubeVersion'),
      fields,
      dependencies: kept,
    },
    problems: reader.problems,
  };
}

function report(reader: Reader, node: YamlNode | undefined, message: string): void {
  reader.problems.push({ ...placeOf(reader, node?.span ?? { start: 0, end: 0 }), problem: 'error', message });
}

/** Helm reads whatever stands there into a text: 1.10 is the number 1.1. */
function scalarField(reader: Reader, node: YamlNode | undefined, key: string): Value {
  if (!node) return str('');
  if (node.type !== 'scalar') {
    report(reader, node, `${key} must be a text`);
    return str('');
  }
  const from = [placeOf(reader, node.span)];
  if (node.style !== 'plain') return str(node.text, from);
  const value = plainValue(node.text);
  return str(value === null ? '' : typeof value === 'number' ? printedFloat(value) : String(value), from);
}

function texts(reader: Reader, node: YamlNode | undefined): Value {
  return list(itemsOf(node).map((each) => scalarField(reader, each, 'An item')));
}

function textMap(reader: Reader, node: YamlNode | undefined): Dict {
  const entries = entriesOf(node).flatMap(({ key, value }) => {
    if (!key) return [];
    const name = key.style === 'plain' ? String(plainValue(key.text)) : key.text;
    return [[name, scalarField(reader, value, name)] as const];
  });
  return { ...dict(entries), of: 'string' };
}

function maintainer(reader: Reader, node: YamlNode): Dict {
  const fields = { Name: 'name', Email: 'email', URL: 'url' };
  return dict(
    Object.entries(fields).map(([field, key]) => [field, scalarField(reader, entryOf(node, key)?.value, key)] as const),
  );
}

function requirement(reader: Reader, node: YamlNode): Requirement | undefined {
  const text = (key: string) => {
    const value = scalarField(reader, entryOf(node, key)?.value, key);
    return value.type === 'string' ? value.text : '';
  };
  if (node.type !== 'map' || text('name') === '') {
    report(reader, node, 'A dependency has no name');
    return undefined;
  }
  return {
    name: text('alias') || text('name'),
    chart: text('name'),
    version: text('version'),
    repository: text('repository'),
    condition: text('condition'),
    tags: itemsOf(entryOf(node, 'tags')?.value).flatMap((tag) => textOf(tag) ?? []),
    imports: itemsOf(entryOf(node, 'import-values')?.value).flatMap(imported),
    place: placeOf(reader, entryOf(node, 'name')?.value?.span ?? node.span),
  };
}

function imported(node: YamlNode): readonly ImportedValues[] {
  const name = textOf(node);
  if (name !== undefined) return [{ child: ['exports', ...name.split('.')], parent: [] }];
  const child = textOf(entryOf(node, 'child')?.value);
  const parent = textOf(entryOf(node, 'parent')?.value);
  if (child === undefined || parent === undefined) return [];
  return [{ child: child.split('.'), parent: parent === '.' ? [] : parent.split('.') }];
}
