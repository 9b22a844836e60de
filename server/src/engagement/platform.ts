import { concerns, type Concern } from '../knowledge/pack.ts';
import type { Block, Cell, PartStep, Row, TableRow } from '../model/engagement.ts';
import type { Service } from '../model/service.ts';
import { counted, listed } from '../report/summary-input.ts';
import { languagesByService } from '../review/portrait.ts';
import type { UsedModule } from '../review/conformance.ts';
import { modulesFor } from './conformance.ts';
import type { PartInput, PartModule } from './part.ts';
import { platformFile } from './formats.ts';

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

/** Modules that a service is built on, whether it uses them as they were validated, who else does, and all services side by side. */
export const platform: PartModule = {
  id: 'platform',
  actions: {},
  async show(input) {
    const own = await modulesFor(input);
    const all: Using[] = [];
    const languages = languagesByService(input.services, input.index.paths());
    for (const service of input.services.slice(0, maxServices)) {
      const modules = service === input.service ? own : await modulesFor(input, service);
      all.push({ service, modules, languages: languages.get(service.name) ?? [] });
    }
    const checks = own.flatMap(({ checks: each }) => each);
    const failed = checks.filter(({ verdict }) => verdict === 'violated');
    const open = checks.filter(({ verdict }) => verdict === 'cannot-tell');
    const known = own.filter(({ pack }) => Object.keys(pack.covers).length > 0 || pack.conformance.length > 0);
    const blocks: Block[] = [
      { kind: 'heading', text: 'Modules of this service' },
      { kind: 'list', rows: await moduleRows(own, input) },
      ...(checks.length > 0
        ? ([
            { kind: 'heading', text: 'Conformance' },
            { kind: 'list', rows: await checkRows(own, input) },
          ] satisfies Block[])
        : []),
      { kind: 'heading', text: 'Adoption' },
      ...adoption(all),
      ...notCompared(input.services.length - all.length),
      { kind: 'heading', text: 'All services, side by side' },
      sideBySide(all, input),
      ...divergence(all),
    ];
    return {
      id: 'platform',
      title: 'Frameworks and platform',
      standing: standingOf(known.length, { checks: checks.length, failed: failed.length, open: open.length }),
      tone:
        failed.length > 0
          ? 'bad'
          : known.length === 0
            ? 'none'
            : checks.length > 0 && open.length === 0
              ? 'good'
              : 'open',
      guide: 'frameworks-and-platform',
      file: platformFile,
      blocks,
      documents: [packDraft(input, own)],
      next: failed.map(({ title, because }): PartStep => ({ title: `Make it so that ${title}`, because, weight: 3 })),
    };
  },
};

function standingOf(
  modules: number,
  { checks, failed, open }: { checks: number; failed: number; open: number },
): string {
  if (modules === 0) return 'No module that shows an item by construction was found in its build files.';
  const use = `It is built on ${counted(modules, 'module')} that ${modules === 1 ? 'shows' : 'show'} items by construction`;
  if (checks === 0) return `${use}; how their right use is told, nobody has said.`;
  if (failed + open === 0)
    return `${use}, and ${counted(checks, 'conformance check')} ${checks === 1 ? 'says' : 'say'} that it uses ${modules === 1 ? 'it as it was' : 'them as they were'} validated.`;
  if (failed === 0)
    return `${use}; of ${open} of ${counted(checks, 'conformance check')} nothing tells whether ${open === 1 ? 'it is' : 'they are'} met.`;
  return `${use}; ${failed} of ${counted(checks, 'conformance check')} ${failed === 1 ? 'fails' : 'fail'}.`;
}

/** That the picture of all is not one of all. */
function notCompared(more: number): Block[] {
  if (more === 0) return [];
  return [
    {
      kind: 'text',
      text: `${counted(more, 'more service')} ${more === 1 ? 'is' : 'are'} not compared here.`,
      tone: 'open',
    },
  ];
}

async function moduleRows(modules: readonly UsedModule[], { lineOf }: PartInput): Promise<Row[]> {
  if (modules.length === 0)
    return [
      {
        text: 'None that is known',
        tone: 'none',
        because: 'a module is a library whose pack, ours or yours in .prr/packs, says what it covers.',
        guide: 'frameworks-and-platform#modules',
      },
    ];
  return Promise.all(
    modules.map(async ({ pack, library }) => {
      const covers = Object.entries(pack.covers).map(([item, { part }]) => `${item}${part ? ' in part' : ''}`);
      const told = [
        ...(pack.concerns.length > 0
          ? [`for ${listed(pack.concerns.map((each) => concernWords[each].toLowerCase()))}`]
          : []),
        ...(covers.length > 0 ? [`shows ${listed(covers)}`] : []),
        ...(pack.owner === undefined ? [] : [`${pack.owner} answers for it`]),
      ];
      return {
        text: library.fact.name,
        tone: covers.length > 0 ? ('good' as const) : ('none' as const),
        because: `${told.join('; ')}.`,
        at: await lineOf({ file: library.file, span: library.fact.span }),
      };
    }),
  );
}

async function checkRows(modules: readonly UsedModule[], { lineOf }: PartInput): Promise<Row[]> {
  const tones = { shown: 'good', violated: 'bad', 'cannot-tell': 'open' } as const;
  return Promise.all(
    modules.flatMap(({ pack, checks }) =>
      checks.map(async ({ title, verdict, because, at }) => ({
        text: `${pack.name}: ${title}`,
        tone: tones[verdict],
        because: `${because}.`,
        ...(at ? { at: await lineOf(at) } : {}),
      })),
    ),
  );
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
            ? { text: 'not told', tone: 'open' }
            : {
                text: `${conform.length} of ${using.length}`,
                tone: conform.length === using.length ? 'good' : fails ? 'bad' : 'open',
              },
        ],
      };
    });
  if (rows.length === 0)
    return [{ kind: 'text', text: 'No service here uses a module that shows items by construction.' }];
  return [{ kind: 'table', caption: 'Adoption of modules', head: ['Module', 'Services that use it', 'Conform'], rows }];
}

/** One row a service, one column a concern: what gives it there. */
function sideBySide(all: readonly Using[], input: PartInput): Block {
  const shown: readonly Concern[] = ['instrumentation', 'request-logs', 'tracing', 'load-control', 'settings'];
  return {
    kind: 'table',
    caption: 'What meets each concern, by service',
    head: ['Service', 'Language', ...shown.map((each) => concernWords[each]), 'Labels of its metrics'],
    rows: all.map(({ service, modules, languages }) => ({
      cells: [
        { text: service.name },
        { text: languages.join(', ') || 'not seen' },
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
  if (names.length > 0) return { text: names.join(', ') };
  if (concern === 'instrumentation') {
    const [found] = input.index.ofService(service, 'metrics-export');
    if (found) return { text: found.fact.api.startsWith('#') ? 'its own text' : found.fact.api };
  }
  // Build files of other languages are not read: nothing seen says nothing.
  const read = languages.some((language) => readLanguages.has(language));
  return read ? { text: 'none seen', tone: 'open' } : { text: 'cannot tell', tone: 'open' };
}

const readLanguages: ReadonlySet<string> = new Set(['TypeScript', 'JavaScript', 'Go', 'Python', 'Java']);

/** The label names that the metrics of a service have. */
function dimensions(service: Service, { index }: PartInput): Cell {
  const metrics = index.ofService(service, 'metric').filter(({ fact }) => fact.labels !== undefined);
  const labels = [...new Set(metrics.flatMap(({ fact }) => fact.labels ?? []))].sort();
  return labels.length === 0 ? { text: 'not seen', tone: 'open' } : { text: labels.slice(0, 8).join(', ') };
}

/** Several libraries for one thing in one language: each must be learned, and mended, for itself. */
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
        because: `${told.join('; ')}. A remedy in one does not reach the others.`,
      });
    }
  }
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Where ways part' },
        { kind: 'list', rows },
      ];
}

const languageNames: Readonly<Record<string, string>> = {
  javascript: 'JavaScript and TypeScript',
  go: 'Go',
  python: 'Python',
  java: 'Java',
};

/** A pack for a module of one's own, as far as the files tell. */
function packDraft({ service, review }: PartInput, modules: readonly UsedModule[]) {
  const language = modules[0]?.pack.language ?? 'javascript';
  const open = review.items
    .filter(
      ({ item, included, state }) =>
        included.value && item.aspect !== 'engagement' && (state === 'unanswered' || state === 'cannot-tell'),
    )
    .slice(0, 3)
    .map(({ item }) => `  ${item.id}: { because: say what the module does, part: true }`);
  const text = [
    '# A pack for a module of your own: put it into .prr/packs/ and every service that takes it in is understood.',
    'id: our-framework',
    'name: our framework',
    `language: ${language}`,
    'libraries: [our-framework]',
    'concerns: [instrumentation, request-logs, load-control]',
    '# Items that it shows by construction; see prr checklist for their ids.',
    'covers:',
    ...(open.length > 0 ? open : ['  mon-metrics: { because: say what the module does, part: true }']),
    '# How its right use is told.',
    'conformance:',
    '  - id: version',
    '    title: it is not older than the oldest validated version',
    "    atLeast: '1.0'",
    '',
  ].join('\n');
  return {
    id: 'pack',
    title: 'Pack for a module of your own',
    fileName: `${service.name}-framework.yaml`,
    language: 'yaml',
    text,
  };
}
