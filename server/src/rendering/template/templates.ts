import { functions } from '../functions/table.ts';
import type { RanTemplate, RenderLimits, TemplateSource, Templates } from '../engine.ts';
import type { RenderProblem } from '../../model/rendering.ts';
import type { Dict } from '../value.ts';
import { budgetOf } from '../values/budget.ts';
import type { Budget } from '../values/budget.ts';
import { TemplateFailure } from '../values/failure.ts';
import type { Context, Interpreter, Named } from './frame.ts';
import { isEmpty } from './nodes.ts';
import type { LeftOut } from './nodes.ts';
import { marksOf, withoutNoValue } from './output.ts';
import { parsedTemplate } from './parsed.ts';
import { runNamed, runText } from './run.ts';

/** Limits that no chart for production has needed. */
export const usualLimits: RenderLimits = { steps: 3_000_000, output: 8_000_000, depth: 120 };

/** How templates are opened. */
export interface TemplatesOptions {
  readonly limits: RenderLimits;
  /** Why templates may be missing, as a clause: one that is asked for and not there is unknown then, and no mistake. */
  readonly missing?: string;
}

interface Opened {
  readonly source: TemplateSource;
  readonly body: Named['definition']['body'] | undefined;
}

/** Parses the templates of a chart, its subcharts and library charts. Never throws. */
export function openTemplates(sources: readonly TemplateSource[], options: TemplatesOptions): Templates {
  const problems: RenderProblem[] = [];
  const named = new Map<string, Named>();
  const files = new Map<string, Opened>();
  for (const source of inOrder(sources)) {
    const parsed = parsedTemplate(source.text);
    const origin = { file: source.file };
    if (parsed.mistake) {
      const message = `The template does not parse: ${parsed.mistake.message}`;
      problems.push({ file: source.file, span: parsed.mistake.span, problem: 'syntax', message });
      files.set(source.name, { source, body: undefined });
      continue;
    }
    files.set(source.name, { source, body: parsed.body });
    for (const definition of [...parsed.definitions, { name: source.name, body: parsed.body }]) {
      if (named.has(definition.name) && isEmpty(definition.body)) continue;
      named.set(definition.name, { definition, origin });
    }
  }
  const left = { ...options.limits, steps: options.limits.steps * together, output: options.limits.output * together };
  const missing = problems.length > 0 ? 'it may be defined in a template that does not parse' : options.missing;
  return {
    problems,
    run: (name, dot) => {
      const opened = files.get(name);
      if (!opened?.body) return nothing;
      const { limits } = options;
      const budget = budgetOf({
        ...limits,
        steps: Math.min(limits.steps, left.steps),
        output: Math.min(limits.output, left.output),
      });
      const before = { ...budget };
      const ran = runFile({ ...opened, body: opened.body }, { dot, named, missing, budget });
      left.steps -= before.steps - Math.max(budget.steps, 0);
      left.output -= before.output - Math.max(budget.output, 0);
      return ran;
    },
  };
}

/** How many times the limits of one template all of them may take. */
const together = 20;
const interpreter: Interpreter = { named: runNamed, text: runText };

const nothing: RanTemplate = { text: '', marks: [], unknowns: [], problems: [], leftOut: [] };

/** As Helm parses them: those in deeper folders first, so that a chart replaces what its subcharts define. */
function inOrder(sources: readonly TemplateSource[]): readonly TemplateSource[] {
  const depth = ({ name }: TemplateSource) => name.split('/').length;
  return sources.toSorted((a, b) => depth(b) - depth(a) || (a.name < b.name ? 1 : a.name > b.name ? -1 : 0));
}

interface Running {
  readonly dot: Dict;
  readonly named: ReadonlyMap<string, Named>;
  readonly missing: string | undefined;
  readonly budget: Budget;
}

function runFile(
  { source, body }: { source: TemplateSource; body: Named['definition']['body'] },
  { dot, named, missing, budget }: Running,
): RanTemplate {
  const leftOut: LeftOut[] = [];
  const shared = { budget, journal: undefined, trying: false, nesting: 0, missing, asked: undefined, leftOut };
  const context: Context = { shared, find: (name) => named.get(name), functions, interpreter };
  const origin = { file: source.file };
  try {
    const text = withoutNoValue(runNamed({ definition: { name: source.name, body }, origin }, { context, dot }));
    return { text: text.text, ...marksOf(text), problems: [], leftOut };
  } catch (error) {
    return { ...nothing, problems: [problemOf(error, source)] };
  }
}

function problemOf(error: unknown, { file }: TemplateSource): RenderProblem {
  const top = { file, span: { start: 0, end: 0 } };
  if (error instanceof TemplateFailure) {
    return { ...(error.place ?? top), problem: error.problem, message: sentence(error) };
  }
  if (error instanceof RangeError) {
    return { ...top, problem: 'limit', message: 'The template nests or writes more than Production Readiness allows' };
  }
  throw error;
}

const maxMessage = 300;

function sentence({ message, problem }: TemplateFailure): string {
  const [first = '', ...rest] = message.replaceAll(/\s+/g, ' ').trim().slice(0, maxMessage);
  if (problem === 'error') return `Helm stops here: ${first}${rest.join('')}`;
  return `${first.toUpperCase()}${rest.join('')}`;
}
