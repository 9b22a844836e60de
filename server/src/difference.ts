import { foldFindings } from './index/folding.ts';
import type { Alert } from './model/artefact-fact.ts';
import type { FactKind, Trouble } from './model/fact.ts';
import type { Panel, Query, RecordingRule } from './model/monitoring-fact.ts';
import type { LinePlace } from './model/line-place.ts';
import type { Finding } from './model/site.ts';
import type { Place } from './model/span.ts';
import { positions } from './report/findings.ts';
import type { NamedPlace, ReadinessState, StateFinding, StateItem } from './report/difference/state.ts';
import { countedFindings, openShown } from './report/shown.ts';
import type { Readiness } from './readiness.ts';
import { itemStateName } from './review/states.ts';

/** What is compared of a workspace that has been read whole. */
export async function stateOf(core: Readiness): Promise<ReadinessState> {
  const picture = core.production();
  const isInScope = openShown(core);
  const { index } = core.live;
  const texts = new Map<string, Promise<{ lines: readonly string[]; lineOf: (place: Place) => number }>>();
  const opened = (file: string) => {
    const known = texts.get(file) ?? core.live.text(file).then((text = '') => readLines(text));
    texts.set(file, known);
    return known;
  };
  const lineOf = async (place: Place): Promise<LinePlace> => ({
    file: place.file,
    line: (await opened(place.file)).lineOf(place),
  });
  const named = async (name: string, place: Place | undefined): Promise<NamedPlace> =>
    place ? { name, at: await lineOf(place) } : { name };
  const facts = <K extends FactKind>(kind: K) => index.inWorkspace(kind).filter(({ file }) => isInScope(file));

  const listed = (findings: readonly Finding[]): Promise<StateFinding[]> =>
    Promise.all(
      foldFindings(
        findings.filter(({ severity }) => severity !== 'hint'),
        isInScope,
      ).map(async ({ rule, severity, message, file, span }) => {
        const { line } = await lineOf({ file, span });
        const text = (await opened(file)).lines[line - 1]?.trim() ?? '';
        return { rule, severity, message, file, line, text };
      }),
    );
  const suppressed = (await core.allFindings()).filter((each) => each.suppressed && isInScope(each.file));
  const troubles = index.inWorkspace('trouble').filter(({ fact }) => cuts.has(fact.trouble));
  return {
    findings: await listed(await countedFindings(core)),
    ignored: await listed(suppressed),
    unread: troubles.map(({ file, fact }) => ({ file, message: fact.message })),
    problems: core.problems().map(({ file, message }) => ({ file, message })),
    items: await itemsOf(core),
    services: await Promise.all(picture.services.map(({ name, places }) => named(name, places[0]))),
    dependencies: await Promise.all(
      picture.dependencies.map(async ({ from, to, kind, places }) => ({
        ...(await named(`${from} → ${to}`, places[0])),
        kind,
      })),
    ),
    routes: await Promise.all(
      facts('route').map(({ file, fact }) =>
        named(`${fact.method === undefined ? '' : `${fact.method} `}${fact.path}`, { file, span: fact.span }),
      ),
    ),
    metrics: await Promise.all(
      facts('metric').map(async ({ file, fact }) => ({
        ...(await named(fact.name, { file, span: fact.span })),
        series: fact.series,
      })),
    ),
    alerts: await Promise.all(
      facts('alert').map(async ({ file, fact }) => ({
        ...(await named(fact.name, { file, span: fact.span })),
        says: [fact.expr.text, fact.for?.text ?? '', ...fact.labels.map(({ key, value }) => `${key}=${value}`)]
          .map((part) => part.replace(/\s+/g, ' ').trim())
          .join('\n'),
      })),
    ),
    users: await Promise.all(
      [...facts('alert'), ...facts('recording-rule'), ...facts('panel')].map(async ({ file, fact }) => ({
        ...(await named(userName(fact), { file, span: fact.span })),
        asks: queriesOf(fact).flatMap(({ selectors }) =>
          selectors.flatMap(({ metric }) => (metric === undefined ? [] : [metric])),
        ),
      })),
    ),
  };
}

/** What keeps a file or a part of it from being read. */
const cuts: ReadonlySet<Trouble['trouble']> = new Set<Trouble['trouble']>([
  'syntax',
  'too-large',
  'too-deep',
  'too-complex',
  'binary',
  'encoding',
  'unreadable',
  'crash',
]);

/** What asks for series, as it is called. */
function userName(fact: Alert | RecordingRule | Panel): string {
  if (fact.kind === 'panel') return `panel ${fact.title}`;
  return `${fact.kind === 'alert' ? 'alert' : 'recording rule'} ${fact.name}`;
}

function queriesOf(fact: Alert | RecordingRule | Panel): readonly Query[] {
  if (fact.kind === 'panel') return fact.queries.map(({ query }) => query);
  return fact.query ? [fact.query] : [];
}

function readLines(text: string) {
  const at = positions(text);
  return { lines: text.split('\n'), lineOf: ({ span }: Place) => at(span).start.line };
}

async function itemsOf(core: Readiness): Promise<readonly StateItem[]> {
  const review = await core.review();
  const found: StateItem[] = [];
  for (const service of core.services()) {
    const { items } = await review.of(service);
    for (const each of items) {
      if (!each.included.value) continue;
      const { id, title } = each.item;
      found.push({ service: service.name, id, title, state: itemStateName(each), because: each.because });
    }
  }
  return found;
}
