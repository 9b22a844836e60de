import { RE2JS } from 're2js';
import { effectiveNamespace, type Id, stringsAt } from './ids.ts';
import { currentId, originalId, previousIds, type Resource } from './resource.ts';
import { textAt, type Tree } from './tree.ts';

/** Which resources a patch or a replacement is for. */
export interface Selector {
  matches(resource: Resource): boolean;
}

const maxPattern = 500;
const largeCount = /\{\d*,?\d{3}/;
const compiled = new Map<string, ((text: string) => boolean) | undefined>();

/** A pattern as Go reads it, anchored at both ends; undefined where it is none, or too large. */
export function patternOf(pattern: string): ((text: string) => boolean) | undefined {
  if (/^[\w-]*$/.test(pattern)) return (text) => text === pattern;
  if (compiled.has(pattern)) return compiled.get(pattern);
  const made = compile(pattern);
  if (compiled.size < 2000) compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern.length > maxPattern || largeCount.test(pattern)) return undefined;
  try {
    const expression = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => expression.matcher(text).find();
  } catch {
    return undefined;
  }
}

/**
 * A `target` of a patch, or with `anyId` of a replacement, which compares all names that a resource has had one by one;
 * the text tells what is wrong with it.
 */
export function selectorOf(target: Tree, { anyId = false }: { anyId?: boolean } = {}): Selector | string {
  const tests: ((resource: Resource) => boolean)[] = [];
  const ofId: ((id: Id) => boolean)[] = [];
  for (const name of ['group', 'version', 'kind', 'name', 'namespace'] as const) {
    const pattern = textAt(target, name);
    if (pattern === undefined || pattern === '') continue;
    const fits = patternOf(pattern);
    if (!fits) return `the ${name} of this target is no pattern, or one that is too large`;
    ofId.push((id) => fits(name === 'namespace' ? effectiveNamespace(id) : id[name]));
    tests.push((resource) => {
      const [current, original] = [currentId(resource), originalId(resource)];
      if (name === 'namespace') return fits(effectiveNamespace(original)) || fits(effectiveNamespace(current));
      return name === 'name' ? fits(original.name) || fits(current.name) : fits(current[name]);
    });
  }
  if (anyId && ofId.length > 0)
    tests.splice(0, tests.length, (resource) =>
      [currentId(resource), ...previousIds(resource)].some((id) => ofId.every((test) => test(id))),
    );
  for (const [name, path] of [
    ['labelSelector', 'labels'],
    ['annotationSelector', 'annotations'],
  ] as const) {
    const text = textAt(target, name);
    if (text === undefined || text.trim() === '') continue;
    const fits = labelSelectorOf(text);
    if (!fits) return `the ${name} of this target is no selector of labels`;
    tests.push(({ tree }) => fits(stringsAt(tree, 'metadata', path)));
  }
  return { matches: (resource) => tests.every((test) => test(resource)) };
}

type LabelTest = (labels: ReadonlyMap<string, string>) => boolean;

/** `app=shop,tier in (web, api),!legacy`; undefined for what is no selector. */
function labelSelectorOf(text: string): LabelTest | undefined {
  const tests: LabelTest[] = [];
  for (const part of text.split(/,(?![^(]*\))/)) {
    const test = requirement(part.trim());
    if (!test) return undefined;
    tests.push(test);
  }
  return (labels) => tests.every((test) => test(labels));
}

function requirement(text: string): LabelTest | undefined {
  const set = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = new Set(list.split(',').map((value) => value.trim()));
    return (labels) => {
      const value = labels.get(key);
      return operator === 'in' ? value !== undefined && values.has(value) : value === undefined || !values.has(value);
    };
  }
  const equality = /^([\w./-]+)\s*(==?|!=)\s*([\w./-]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return (labels) => (operator === '!=' ? labels.get(key) !== value : labels.get(key) === value);
  }
  const presence = /^(!?)\s*([\w./-]+)$/.exec(text);
  if (!presence) return undefined;
  const [, not, key = ''] = presence;
  return (labels) => labels.has(key) !== (not === '!');
}
