import type { Metric } from '../model/monitoring-fact.ts';
import type { Located } from '../model/rule.ts';
import type { PartInput } from './part.ts';

/** Files that are looked through for what records a metric. */
const mostFiles = 400;
const code = /\.([cm]?[jt]sx?|go|py|java|kt)$/;

/** The name that a metric is given where it is made: `requests = new Counter(`, `Requests: promauto.NewCounterVec(`. */
const given =
  /([A-Za-z_$][\w$]*)\s*(?::\s*[\w.<>*[\]]{1,60}\s*)?(?::=|=|:)\s*(?:new\s+|await\s+)?[\w.$]+(?:<[^<>()]{0,60}>)?\s*\(/g;
const recording =
  /\.\s*(?:inc|increment|add|observe|record|update|time|start_?timer|count_exceptions|track_inprogress|mark)\w*\s*\(/i;

/**
 * Whether the code of a service records a metric: one that is registered and never counted up says nothing, and an alert on it is
 * silent. Where the name of the metric in the code is not seen, it counts as recorded.
 */
export async function isRecorded(
  { service, index, text }: Pick<PartInput, 'service' | 'index' | 'text'>,
  { file, fact }: Located<Metric>,
): Promise<boolean> {
  const own = (await text(file)) ?? '';
  const before = own.slice(Math.max(0, fact.span.start - 300), fact.span.start);
  const name = [...before.matchAll(given)].at(-1)?.[1];
  if (name === undefined || records(own, name)) return true;
  const files = [...index.paths()].filter(
    (path) => path !== file && code.test(path) && index.ownersOf(path).includes(service.name),
  );
  if (files.length > mostFiles) return true;
  for (const path of files) if (records((await text(path)) ?? '', name)) return true;
  return false;
}

/** Whether a text calls what records on something of this name, perhaps behind its labels. */
function records(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/[\w$]/.test(text[at - 1] ?? '')) continue;
    const rest = text.slice(at + name.length, at + name.length + 300).split(/;|\n\s*\n/)[0] ?? '';
    if (/^\s*[!?]?\./.test(rest) && recording.test(rest)) return true;
  }
  return false;
}
