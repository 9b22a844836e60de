import type { DependencyUpdates } from '../../model/people-fact.ts';
import { readRelaxedJson } from '../../syntax/relaxed-json.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, itemsOf, scalarOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';

const dependabot = /^\.github\/dependabot\.ya?ml$/;
// docs.renovatebot.com, Configuration options: the first of these that exists is read.
const renovate =
  /^(renovate\.json5?|\.github\/renovate\.json5?|\.gitlab\/renovate\.json5?|\.renovaterc(\.json5?)?|\.renovate\.json5?)$/;

/** Whether a file says what updates the dependencies, by its name. */
export function isUpdateFile(file: string): boolean {
  return dependabot.test(file) || renovate.test(file);
}

/** What Dependabot or Renovate is told to update. */
export function extractUpdates(file: string, text: string): DependencyUpdates[] {
  if (dependabot.test(file)) return ofDependabot(text);
  return renovate.test(file) ? ofRenovate(text) : [];
}

function ofDependabot(text: string): DependencyUpdates[] {
  const [document] = readYaml(text);
  const list = dig(document?.root, 'updates');
  if (!document || list?.type !== 'list') return [];
  const placed = (node: YamlNode) => ({ start: document.start + node.span.start, end: document.start + node.span.end });
  const updates = itemsOf(list).flatMap((item): DependencyUpdates['updates'][number][] => {
    const ecosystem = scalarOf(dig(item, 'package-ecosystem'));
    if (!ecosystem) return [];
    const folders = [dig(item, 'directory'), ...itemsOf(dig(item, 'directories'))].flatMap(
      (node) => textOf(node) ?? [],
    );
    const isOff = textOf(dig(item, 'open-pull-requests-limit')) === '0';
    return [
      {
        span: placed(ecosystem),
        ecosystem: ecosystem.text,
        folders: folders.map(plainFolder),
        ...(isOff ? { off: true as const } : {}),
      },
    ];
  });
  const [first] = updates;
  return first ? [{ kind: 'dependency-updates', span: first.span, by: 'Dependabot', updates }] : [];
}

/** `/`, `./web/` and `/web` as paths of the workspace. */
function plainFolder(written: string): string {
  return written
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

function ofRenovate(text: string): DependencyUpdates[] {
  const config = readRelaxedJson(text);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return [];
  const read = (key: string) => (config as Readonly<Record<string, unknown>>)[key];
  const strings = (key: string) => {
    const value = read(key);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : undefined;
  };
  const managers = strings('enabledManagers');
  const ignores = strings('ignorePaths');
  const includes = strings('includePaths');
  const start = Math.max(0, text.indexOf('{'));
  return [
    {
      kind: 'dependency-updates',
      span: { start, end: start + 1 },
      by: 'Renovate',
      updates: [],
      ...(read('enabled') === false ? { off: true as const } : {}),
      ...(managers ? { managers } : {}),
      ...(ignores ? { ignores } : {}),
      ...(includes ? { includes } : {}),
    },
  ];
}
