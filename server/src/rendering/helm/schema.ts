import { Validator, type ValidationError } from 'jsonschema';
import { RE2JS } from 're2js';
import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import type { Dict, Value } from '../value.ts';
import type { Chart, ChartFile } from './chart.ts';

/** Keywords that are judged for one rendering, and problems that are shown. */
const maxSteps = 100_000;
const maxProblems = 20;
/** Schemas of the largest charts have half a megabyte. */
const maxSchema = 4_000_000;

/** What the schemas of a chart and of its subcharts refuse in their values, at the keys that gave them. */
export function schemaProblems(chart: Chart, values: Dict): readonly RenderProblem[] {
  const own = chart.schema ? judged({ chart, schema: chart.schema }, values) : [];
  const below = chart.dependencies.flatMap((each) => {
    const inner = values.entries.get(each.name);
    return inner?.type === 'dict' ? schemaProblems(each, inner) : [];
  });
  return [...own, ...below].slice(0, maxProblems);
}

function judged({ chart, schema }: { chart: Chart; schema: ChartFile }, values: Dict): readonly RenderProblem[] {
  const start: Place = { file: schema.file, span: { start: 0, end: 0 } };
  const cannotTell = (because: string): RenderProblem[] => [
    { ...start, problem: 'unknown', message: `The values of ${chart.name} are not checked: ${because}` },
  ];
  const text = schema.text();
  if (text === undefined || text.length > maxSchema) return cannotTell('the schema is too large or not a text');
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [{ ...start, problem: 'error', message: 'The schema is not valid JSON' }];
  }
  if (typeof read !== 'object' || read === null) return cannotTell('the schema is not an object');
  const unknowns: string[] = [];
  const instance = plain(values, { path: [], unknowns });
  let errors: readonly ValidationError[];
  try {
    errors = validator().validate(instance, read).errors;
  } catch (error) {
    return cannotTell(
      error instanceof TooMany
        ? error.message
        : 'the schema refers to a text that is not in it, or is not valid itself',
    );
  }
  const seen = new Set<string>();
  return (
    errors
      // What is below it is named, too.
      .filter(({ name, path }) => name !== 'allOf' && !unknowns.some((unknown) => unknown.startsWith(pointer(path))))
      .map((error) => ({
        ...(placeAt(values, pathOf(error)) ?? start),
        problem: 'schema' as const,
        message: messageOf(error, chart),
      }))
      .filter(({ file, span, message }) => {
        const id = `${file} ${span.start} ${message}`;
        return !seen.has(id) && seen.add(id);
      })
  );
}

class TooMany extends Error {}

/** The library's validator with counted steps, without formats (Helm's own validators differ on them), with patterns as Go reads them. */
function validator(): Validator {
  const made = new Validator();
  const { attributes } = made;
  let steps = 0;
  const names = Object.keys(Object.getPrototypeOf(attributes) as typeof attributes);
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    attributes[name] = function counted(...args) {
      if (++steps > maxSteps) throw new TooMany('the schema has too many alternatives');
      return attribute.apply(this, args);
    };
  }
  attributes['format'] = () => '';
  attributes['pattern'] = (instance: unknown, { pattern }) => {
    if (typeof instance !== 'string' || typeof pattern !== 'string') return '';
    return matches(pattern, instance) ? '' : `does not match the pattern ${pattern}`;
  };
  const { properties, additionalProperties } = attributes;
  // Patterns of keys become the keys that they fit.
  attributes['patternProperties'] = function byPattern(instance: unknown, schema, options, ctx) {
    if (typeof instance !== 'object' || instance === null || Array.isArray(instance)) return '';
    const fitting: Record<string, object> = {};
    for (const key of Object.keys(instance)) {
      const schemas = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => matches(pattern, key));
      if (schemas.length > 0) fitting[key] = { allOf: schemas.map(([, each]) => each) };
    }
    const result = properties?.call(this, instance, { properties: fitting }, options, ctx);
    if (schema.additionalProperties === undefined || !additionalProperties) return result ?? '';
    const known = { ...schema.properties, ...fitting };
    const rest = { properties: known, additionalProperties: schema.additionalProperties };
    const others = additionalProperties.call(this, instance, rest, options, ctx);
    if (!result || typeof result === 'string') return others;
    if (others && typeof others !== 'string') result.errors.push(...others.errors);
    return result;
  };
  return made;
}

function matches(pattern: string, text: string): boolean {
  const known = patterns.get(pattern);
  if (known) return known.matcher(text).find();
  const made = RE2JS.compile(pattern);
  if (patterns.size > 500) patterns.clear();
  patterns.set(pattern, made);
  return made.matcher(text).find();
}

const patterns = new Map<string, RE2JS>();

interface Plain {
  readonly path: readonly string[];
  /** Pointers of what is not known. */
  readonly unknowns: string[];
}

function plain(value: Value, { path, unknowns }: Plain): unknown {
  if (value.type === 'dict') {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, each] of value.entries) object[key] = plain(each, { path: [...path, key], unknowns });
    return object;
  }
  if (value.type === 'list') return value.items.map((each, i) => plain(each, { path: [...path, String(i)], unknowns }));
  if (value.type === 'unknown') unknowns.push(pointer(path));
  if (value.type === 'nil' || value.type === 'unknown') return null;
  return value.type === 'string' ? value.text : value.value;
}

function pointer(path: readonly (string | number)[]): string {
  return `${path.map((part) => `/${part}`).join('')}/`;
}

function pathOf({ path, name, argument }: ValidationError): readonly (string | number)[] {
  return name === 'additionalProperties' && typeof argument === 'string' ? [...path, argument] : path;
}

/** The place of the value at a path, or of the nearest one around it that has a place. */
function placeAt(values: Dict, path: readonly (string | number)[]): Place | undefined {
  let place = values.from?.[0];
  let at: Value | undefined = values;
  for (const part of path) {
    at = at?.type === 'dict' ? at.entries.get(String(part)) : at?.type === 'list' ? at.items[Number(part)] : undefined;
    place = at?.from?.[0] ?? place;
  }
  return place;
}

function messageOf({ path, name, argument, message }: ValidationError, { name: chart }: Chart): string {
  const value = path.length === 0 ? `The values of ${chart}` : path.join('.');
  const words = (parts: unknown) => [parts].flat().map(String).join(', ');
  const said =
    name === 'type'
      ? `must be of type ${words(argument)}`
      : name === 'required'
        ? `must have the key ${words(argument)}`
        : name === 'additionalProperties'
          ? `must not have the key ${words(argument)}`
          : name === 'enum'
            ? `must be one of ${words(argument)}`
            : name === 'oneOf'
              ? 'must match exactly one of the alternatives'
              : name === 'anyOf'
                ? 'must match one of the alternatives'
                : message;
  return `${value} ${said}; the schema of ${chart} refuses it`;
}
