import { concerns, type Concern } from '../../knowledge/pack.ts';
import type { Block, Cell, Row, TableRow } from '../../model/engagement.ts';
import type { Service } from '../../model/service.ts';
import { counted, listed } from '../../report/summary/input.ts';
import type { UsedModule } from '../../review/conformance.ts';
import { modulesFor } from '../seen/conformance.ts';
import type { PartInput } from '../part.ts';

/** What each concern is called. */
export const concernWords: Readonly<Record<Concern, string>> = {
  instrumentation: 'Instrumentation',
  'request-logs': 'Request logs',
  clients: 'Clients',
  'load-control': 'Load control',
  traffic: 'Traffic control',
  lifecycle: 'Start and stop',
  settings: 'Settings',
  tracing: 'Tracing',
};

interface Using {
  readonly service: Service;
  readonly modules: readonly UsedModule[];
  readonly languages: readonly string[];
}

/** Services looked at for the picture of all; the rest is counted. */
const maxServices = 60;

/** Which services use which modules, all services side by side, and where their ways part. */
export async function comparison(input: PartInput, own: readonly UsedModule[]): Promise<Block[]> {
  const all: Using[] = [];
  for (const service of input.services.slice(0, maxServices)) {
    const modules = service === input.service ? own : await modulesFor(input, service);
    all.push({ service, modules, languages: input.portraitOf(service).languages });
  }
  const more = input.services.length - all.length;
  return [
    { kind: 'heading', text: 'Adoption' },
    ...adoption(all),
    ...(more > 0
      ? ([
          {
            kind: 'text',
            text: `${counted(more, 'more service')} ${more === 1 ? 'is' : 'are'} not compared here.`,
            tone: 'open',
          },
        ] satisfies Block[])
      : []),
    { kind: 'heading', text: 'All services, side by side' },
    sideBySide(all, input),
    ...divergence(all),
  ];
}

/** How many services of a language use each module that shows something. */
function adoption(all: readonly Using[]): Block[] {
  const packs = new Map(all.flatMap(({ modules }) => modules.map(({ pack }) => [pack.id, pack] as const)));
  const rows = [...packs.values()]
    .filter(({ covers, conformance }) => Object.keys(covers).length + conformance.length > 0)
    .map((pack): TableRow => {
      const using = all.filter(({ modules }) => modules.some((each) => each.pack.id === pack.id));
      const conform = using.filter(({ modules }) =>
        modules.every((each) => each.pack.id !== pack.id || each.checks.every(({ verdict }) => verdict === 'shown')),
      );
      const fails = using.some(({ modules }) =>
        modules.some((each) => each.pack.id === pack.id && each.checks.some(({ verdict }) => verdict === 'violated')),
      );
      return {
        cells: [
          { text: pack.name },
          { text: `${using.length} of ${all.length}`, because: using.map(({ service }) => service.name).join(', ') },
          pack.conformance.length === 0
            ? { text: 'unknown', tone: 'open' }
            : {
                text: `${conform.length} of ${using.length}`,
                tone: conform.length === using.length ? 'good' : fails ? 'bad' : 'open',
              },
        ],
      };
    });
  if (rows.length === 0) return [{ kind: 'text', text: 'No service here uses a module that covers checklist items.' }];
  return [{ kind: 'table', caption: 'Adoption of modules', head: ['Module', 'Services that use it', 'Conform'], rows }];
}

/** One row a service, one column a concern: what gives it there. */
function sideBySide(all: readonly Using[], input: PartInput): Block {
  const shown: readonly Concern[] = ['instrumentation', 'request-logs', 'tracing', 'load-control', 'settings'];
  return {
    kind: 'table',
    caption: 'Libraries by concern and service',
    head: ['Service', 'Language', ...shown.map((each) => concernWords[each]), 'Labels of its metrics'],
    rows: all.map(({ service, modules, languages }) => ({
      cells: [
        { text: service.name },
        { text: languages.join(', ') || 'not found' },
        ...shown.map((concern) => concernCell(concern, { service, modules, input, languages })),
        dimensions(service, input),
      ],
    })),
  };
}

function concernCell(
  concern: Concern,
  { service, modules, input, languages }: Using & { readonly input: PartInput },
): Cell {
  const names = modules.filter(({ pack }) => pack.concerns.includes(concern)).map(({ library }) => library.fact.name);
  // Of one library a pack of ours and one of the team's may tell.
  if (names.length > 0) return { text: [...new Set(names)].join(', ') };
  if (concern === 'instrumentation') {
    const [found] = input.index.ofService(service, 'metrics-export');
    if (found) return { text: found.fact.api.startsWith('#') ? 'written by hand' : found.fact.api };
  }
  // Build files of other languages are not read: nothing seen says nothing.
  const read = languages.some((language) => readLanguages.has(language));
  return read ? { text: 'none found', tone: 'open' } : { text: 'inconclusive', tone: 'open' };
}

const readLanguages: ReadonlySet<string> = new Set(['TypeScript', 'JavaScript', 'Go', 'Python', 'Java']);

/** The label names that the metrics of a service have. */
function dimensions(service: Service, { index }: PartInput): Cell {
  const metrics = index.ofService(service, 'metric').filter(({ fact }) => fact.labels !== undefined);
  const labels = [...new Set(metrics.flatMap(({ fact }) => fact.labels ?? []))].sort();
  return labels.length === 0 ? { text: 'not found', tone: 'open' } : { text: labels.slice(0, 8).join(', ') };
}

/** Several libraries for one thing in one language: each must be learned and fixed separately. */
function divergence(all: readonly Using[]): Block[] {
  const rows: Row[] = [];
  for (const concern of concerns) {
    const byLanguage = new Map<string, Map<string, string[]>>();
    for (const { service, modules } of all) {
      for (const { pack, library } of modules) {
        if (!pack.concerns.includes(concern)) continue;
        const libraries = byLanguage.get(pack.language) ?? new Map<string, string[]>();
        libraries.set(library.fact.name, [...(libraries.get(library.fact.name) ?? []), service.name]);
        byLanguage.set(pack.language, libraries);
      }
    }
    for (const [language, libraries] of byLanguage) {
      // One service that uses two for two things is no parting of ways.
      if (libraries.size < 2 || new Set([...libraries.values()].flat()).size < 2) continue;
      const told = [...libraries].map(([name, services]) => `${name} in ${listed(services)}`);
      rows.push({
        text: `${concernWords[concern]} in ${languageNames[language] ?? language}: ${libraries.size} ways`,
        tone: 'attention',
        because: `${told.join('; ')}. A fix in one does not fix the others.`,
      });
    }
  }
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Differences' },
        { kind: 'list', rows },
      ];
}

const languageNames: Readonly<Record<string, string>> = {
  javascript: 'JavaScript and TypeScript',
  go: 'Go',
  python: 'Python',
  java: 'Java',
};
