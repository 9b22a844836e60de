import type { GivenField, GivenValue } from '../../model/rendering.ts';
import type { Dict, Value } from '../value.ts';

/** Values of one release that are looked at. */
const maxValues = 20_000;
const maxDepth = 12;
const maxGiven = 200;

/** What values say under the keys that charts usually have for it: the chart alone tells what it makes of them. */
export function givenValues(values: Dict): readonly GivenValue[] {
  const found: GivenValue[] = [];
  let left = maxValues;
  const visit = (value: Value, path: readonly string[]) => {
    if (left-- <= 0 || path.length > maxDepth || found.length >= maxGiven) return;
    if (value.type !== 'dict') return;
    for (const [key, inner] of value.entries) {
      if (holdsOther.has(key)) continue;
      const own = [...path, key];
      const read = readerOf(own);
      if (!read) {
        visit(inner, own);
        continue;
      }
      for (const { field, text, at } of read(inner)) {
        const place = at?.from?.[0];
        if (place) found.push({ field, key: own.join('.'), text, at: place });
      }
    }
  };
  visit(values, []);
  return found;
}

/** What these have is for programs, and no setting of a workload. */
const holdsOther: ReadonlySet<string> = new Set([
  'annotations',
  'args',
  'command',
  'config',
  'configMaps',
  'data',
  'env',
  'envFrom',
  'labels',
  'rules',
  'secrets',
]);

interface Read {
  readonly field: GivenField;
  readonly text: string;
  /** The value whose place is shown. */
  readonly at: Value | undefined;
}

type Reader = (value: Value) => readonly Read[];

function readerOf(path: readonly string[]): Reader | undefined {
  const [above, key = ''] = path.slice(-2).length === 2 ? path.slice(-2) : ['', path[0]];
  if (above === 'probes' && (key === 'readiness' || key === 'liveness')) return switched(key);
  switch (key) {
    case 'replicas':
    case 'replicaCount':
      return replicas;
    case 'resources':
      return resources;
    case 'image':
      return image;
    case 'readinessProbe':
      return switched('readiness');
    case 'livenessProbe':
      return switched('liveness');
    case 'podDisruptionBudget':
    case 'pdb':
      return switched('budget');
    case 'autoscaling':
    case 'hpa':
      return switched('autoscaler');
    case 'topologySpreadConstraints':
    case 'affinity':
      return (value) => (isEmpty(value) ? [] : [{ field: 'spread', text: 'a value', at: value }]);
    default:
      return undefined;
  }
}

function replicas(value: Value): readonly Read[] {
  const text = scalarText(value);
  return text !== undefined && /^\d+$/.test(text) ? [{ field: 'replicas', text, at: value }] : [];
}

function resources(value: Value): readonly Read[] {
  const [requests, limits] = [fieldOf(value, 'requests'), fieldOf(value, 'limits')];
  const listed = (part: Value | undefined) =>
    part?.type === 'dict' ? [...part.entries].map(([name, amount]) => `${name} ${scalarText(amount) ?? '?'}`) : [];
  const asks = listed(requests);
  const memory = scalarText(fieldOf(limits, 'memory'));
  return [
    ...(asks.length > 0 ? [{ field: 'requests', text: asks.join(', '), at: requests } as const] : []),
    ...(memory === undefined ? [] : [{ field: 'memory-limit', text: memory, at: fieldOf(limits, 'memory') } as const]),
  ];
}

function image(value: Value): readonly Read[] {
  const whole = scalarText(value);
  if (whole !== undefined && whole !== '') return [{ field: 'image', text: whole, at: value }];
  const [repository, tag, digest] = ['repository', 'tag', 'digest'].map((key) => fieldOf(value, key));
  const [name = '', version = '', hash = ''] = [repository, tag, digest].map(scalarText);
  if (name === '' && version === '' && hash === '') return [];
  const text = `${name}${version === '' ? '' : `:${version}`}${hash === '' ? '' : `@${hash}`}`;
  const at = [tag, digest, repository].find((each) => each && scalarText(each) !== undefined);
  return [{ field: 'image', text, at }];
}

/** Something that is on where it has a content, or says so. */
function switched(field: GivenField): Reader {
  return (value) => {
    if (value.type !== 'dict' || value.entries.size === 0) return [];
    const on = fieldOf(value, 'enabled') ?? fieldOf(value, 'create');
    if (on?.type === 'bool') return [{ field, text: on.value ? 'on' : 'off', at: on }];
    return on ? [] : [{ field, text: 'on', at: value }];
  };
}

function fieldOf(value: Value | undefined, key: string): Value | undefined {
  return value?.type === 'dict' ? value.entries.get(key) : undefined;
}

function scalarText(value: Value | undefined): string | undefined {
  switch (value?.type) {
    case 'string':
      return value.pieces?.some(({ unknown }) => unknown !== undefined) ? undefined : value.text;
    case 'int':
    case 'float':
      return String(value.value);
    default:
      return undefined;
  }
}

function isEmpty(value: Value): boolean {
  return (
    (value.type === 'dict' && value.entries.size === 0) ||
    (value.type === 'list' && value.items.length === 0) ||
    value.type === 'nil'
  );
}
