import type { Dict, Method, Value } from '../value.ts';
import { budgetOf } from '../values/budget.ts';
import { valueOfKey } from '../values/keys.ts';
import { concat } from '../values/text.ts';
import { yamlText } from './yaml-print.ts';

// As the methods of Helm's type `Values`, which `.` and `.Values` have.

const limits = { steps: 1_000_000, output: 8_000_000, depth: 1 };

/** A method of a map that has Helm's own type; undefined for a name that is a key. */
export function valuesMethod(value: Dict, name: string): Method | undefined {
  switch (name) {
    case 'AsMap':
      return (args) => counted(name, { args, wanted: 0 }) ?? plain(value);
    case 'YAML':
      return (args) =>
        counted(name, { args, wanted: 0 }) ?? concat([yamlText(plain(value), { budget: budgetOf(limits) }), '\n']);
    case 'Table':
      return (args) => counted(name, { args, wanted: 1 }) ?? table(value, textOf(args[0]).split('.'));
    case 'PathValue':
      return (args) => counted(name, { args, wanted: 1 }) ?? pathValue(value, textOf(args[0]));
    case 'Encode':
      return (args) => counted(name, { args, wanted: 1 }) ?? { error: 'expected io.Writer' };
    default:
      return undefined;
  }
}

/** The same map, of Go's own type: what changes one changes the other. */
export function plain(value: Dict): Dict {
  const { named: _named, ...own } = value;
  return own;
}

type Result = Value | { readonly error: string };

function counted(
  name: string,
  { args, wanted }: { args: readonly Value[]; wanted: number },
): { readonly error: string } | undefined {
  if (args.length === wanted) return undefined;
  return { error: `wrong number of args for ${name}: want ${wanted} got ${args.length}` };
}

function textOf(value: Value | undefined): string {
  return value?.type === 'string' ? value.text : '';
}

function table(value: Dict, path: readonly string[]): Result {
  let at = value;
  for (const key of path) {
    const next = valueOfKey(at, key);
    if (next?.type === 'unknown') return next;
    if (next?.type !== 'dict') return { error: `"${key}" is not a table` };
    at = next;
  }
  return { ...at, named: true };
}

/** What is no map at the end of a path. */
function pathValue(value: Dict, path: string): Result {
  if (path === '') return { error: 'YAML path cannot be empty' };
  const keys = path.split('.');
  const key = keys.at(-1) ?? '';
  const above = keys.length === 1 ? value : table(value, keys.slice(0, -1));
  if ('type' in above && above.type === 'unknown') return above;
  const found = 'type' in above && above.type === 'dict' ? valueOfKey(above, key) : undefined;
  return found && found.type !== 'dict' ? found : { error: `"${key}" is not a value` };
}
