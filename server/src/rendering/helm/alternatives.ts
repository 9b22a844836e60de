import type { Alternative, RenderedObject } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import { readYaml } from '../../syntax/yaml.ts';
import type { TemplateSource } from '../engine.ts';
import type { Block, LeftOut } from '../template/nodes.ts';
import type { Tries } from '../renderer.ts';
import type { Dict, Value } from '../value.ts';
import { valueOf } from '../values/from-yaml.ts';
import { bool, withFrom } from '../values/make.ts';

/** What a condition of a template leaves out. */
export interface Condition extends LeftOut {
  readonly template: TemplateSource;
}

/** A chart as it was rendered. */
export interface RenderedChart {
  readonly conditions: readonly Condition[];
  readonly objects: readonly RenderedObject[];
  readonly tries: Tries;
  /** The text of a file of the workspace. */
  readonly text: (file: string) => string | undefined;
  /** Runs templates once more, with the values changed. */
  readonly again: (change: (values: Dict) => Dict, only: ReadonlySet<string>) => readonly RenderedObject[];
}

/** A value that conditions asked for when they left something out. */
interface Asked {
  readonly at: Place;
  readonly other: Other;
  readonly templates: Map<string, TemplateSource>;
}

/** What single values would change by which conditions leave out one of these words: each is tried, and what adds none is dropped. */
export function alternatives(words: readonly string[], rendered: RenderedChart): Alternative[] {
  const { conditions, objects, tries, text, again } = rendered;
  const asked = new Map<string, Asked>();
  const writes = new Map<Block, boolean>();
  for (const { body, find, asked: places, template } of conditions) {
    const isWritten = writes.get(body) ?? mayWrite(body, { words, find });
    writes.set(body, isWritten);
    for (const at of places) {
      const other = otherValue(at, text(at.file));
      if (!other || !(isWritten || words.some((word) => other.text.includes(word)))) continue;
      const key = `${at.file} ${at.span.start} ${at.span.end}`;
      const known = asked.get(key) ?? { at, other, templates: new Map() };
      asked.set(key, known);
      known.templates.set(template.name, template);
    }
  }
  const found: Alternative[] = [];
  for (const { at, other, templates } of asked.values()) {
    if (tries.left-- <= 0) break;
    let key: string | undefined;
    const change = (values: Dict) =>
      replaced(values, { at, by: other.value, path: [], found: (path) => (key ??= path.join('.')) });
    const names = new Set(templates.keys());
    const made = again(change, names);
    const before = objects.filter(({ source }) => source !== undefined && names.has(source));
    const adds = words.filter((word) => count(made, word) > count(before, word));
    if (adds.length === 0 || key === undefined) continue;
    const files = [...new Set(Array.from(templates.values(), ({ file }) => file))];
    found.push({ at, key, text: other.text, isOffered: other.isOffered, adds, files, objects: made });
  }
  return found;
}

/** Whether a part of a template has one of the words, or a named template that it calls has. */
function mayWrite(body: Block, { words, find, seen = new Set() }: Search): boolean {
  const within = (inner: Block) => mayWrite(inner, { words, find, seen });
  const isNamed = (name: string) => {
    if (seen.has(name)) return false;
    seen.add(name);
    return within(find(name) ?? []);
  };
  return body.some((node) => {
    switch (node.type) {
      case 'text':
        return words.some((word) => node.text.includes(word));
      case 'if':
      case 'with':
      case 'range':
        return within(node.body) || within(node.otherwise);
      case 'template':
        return isNamed(node.name);
      case 'action':
        return node.pipe.commands.some(
          ({ args: [first, name] }) =>
            first?.type === 'function' && first.name === 'include' && name?.type === 'string' && isNamed(name.text),
        );
      default:
        return false;
    }
  });
}

interface Search extends Pick<LeftOut, 'find'> {
  readonly words: readonly string[];
  readonly seen?: Set<string>;
}

interface Other {
  readonly text: string;
  readonly value: Value;
  readonly isOffered: boolean;
}

/** The opposite of a switch, or something in place of nothing, for keys whose content Kubernetes prescribes. */
function otherValue({ span }: Place, text: string | undefined): Other | undefined {
  const written = text?.slice(span.start, span.end);
  if (text === undefined || written === undefined) return undefined;
  if (written === 'true' || written === 'false') {
    const value = written === 'false';
    return { text: String(value), value: bool(value), isOffered: true };
  }
  if (!/^(\{\s*\}|\[\s*\])$/.test(written)) return undefined;
  const [, key = ''] = /([\w.-]+)["']?:[ \t]*$/.exec(text.slice(Math.max(0, span.start - 200), span.start)) ?? [];
  const sample = samples.find(([name]) => name.test(key))?.[1];
  if (sample === undefined) return undefined;
  const [document] = readYaml(sample);
  return { text: sample, value: valueOf(document?.root, { file: '', base: 0 }), isOffered: /^resources$/i.test(key) };
}

/** Something that each of these fields may have: it tells whether a template writes the field where its value gives one. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/probe$/i, '{ tcpSocket: { port: 80 } }'],
  [/resources$/i, '{ requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } }'],
  [/^topologySpreadConstraints$/, '[{ maxSkew: 1, topologyKey: kubernetes.io/hostname }]'],
  [/^affinity$/, '{ podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } }'],
  [/^(podDisruptionBudget|pdb)$/i, '{ enabled: true, maxUnavailable: 1 }'],
];

interface Replacement {
  readonly at: Place;
  readonly by: Value;
  readonly path: readonly string[];
  found(path: readonly string[]): void;
}

function replaced(values: Dict, replacement: Replacement): Dict {
  const entries = [...values.entries].map(([key, value]) => {
    const path = [...replacement.path, key];
    return [key, replacedIn(value, { ...replacement, path })] as const;
  });
  return { ...values, entries: new Map(entries) };
}

function replacedIn(value: Value, replacement: Replacement): Value {
  const { at, by, path, found } = replacement;
  const own = value.from?.[0];
  if (own && own.file === at.file && own.span.start === at.span.start && own.span.end === at.span.end) {
    found(path);
    return withFrom(by, value.from);
  }
  if (value.type === 'dict') return replaced(value, replacement);
  if (value.type !== 'list') return value;
  return {
    ...value,
    items: value.items.map((item, i) => replacedIn(item, { ...replacement, path: [...path, String(i)] })),
  };
}

function count(objects: readonly RenderedObject[], word: string): number {
  return objects.reduce((sum, { text }) => sum + text.split(word).length - 1, 0);
}
