import type { Block, PartStep, Row } from '../../model/engagement.ts';
import { counted, listed } from '../../report/summary/input.ts';
import type { UsedModule } from '../../review/conformance.ts';
import { modulesFor } from '../seen/conformance.ts';
import type { PartInput, PartModule } from '../part.ts';
import { platformFile } from '../formats.ts';
import { comparison, concernWords } from './comparison.ts';

/** Modules that a service is built on, whether it uses them as they were validated, and who else does. */
export const platform: PartModule = {
  id: 'platform',
  actions: {},
  async show(input) {
    const own = await modulesFor(input);
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
      ...(await comparison(input, own)),
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
      next: failed.map(({ title, because }): PartStep => ({ title: `Fix conformance: ${title}`, because, weight: 3 })),
    };
  },
};

function standingOf(
  modules: number,
  { checks, failed, open }: { checks: number; failed: number; open: number },
): string {
  if (modules === 0) return 'No module that covers a checklist item was found in its build files.';
  const use = `It uses ${counted(modules, 'module')} that ${modules === 1 ? 'covers' : 'cover'} checklist items`;
  if (checks === 0) return `${use}; there are no conformance checks.`;
  if (failed + open === 0)
    return `${use}; ${checks === 1 ? 'the conformance check passed' : `all ${checks} conformance checks passed`}.`;
  if (failed === 0)
    return `${use}; ${open} of ${counted(checks, 'conformance check')} ${open === 1 ? 'is' : 'are'} inconclusive.`;
  return `${use}; ${failed} of ${counted(checks, 'conformance check')} ${failed === 1 ? 'fails' : 'fail'}.`;
}

async function moduleRows(modules: readonly UsedModule[], { lineOf }: PartInput): Promise<Row[]> {
  if (modules.length === 0)
    return [
      {
        text: 'None',
        tone: 'none',
        because: 'a module is a library with a pack that lists the items it covers; add your packs to .prr/packs.',
        guide: 'frameworks-and-platform#modules',
      },
    ];
  const covered = new Set(
    modules.filter(({ pack }) => coversOf(pack).length > 0).map(({ library }) => library.fact.name),
  );
  // What another pack says more of is told once.
  const told = modules.filter(({ pack, library }) => coversOf(pack).length > 0 || !covered.has(library.fact.name));
  return Promise.all(
    told.map(async ({ pack, library }) => {
      const covers = coversOf(pack);
      const words = [
        ...(pack.concerns.length > 0
          ? [`for ${listed(pack.concerns.map((each) => concernWords[each].toLowerCase()))}`]
          : []),
        ...(covers.length > 0 ? [`covers ${listed(covers)}`] : []),
        ...(pack.owner === undefined ? [] : [`owned by ${pack.owner}`]),
      ];
      return {
        text: library.fact.name,
        tone: covers.length > 0 ? ('good' as const) : ('none' as const),
        because: `${words.join('; ')}.`,
        at: await lineOf({ file: library.file, span: library.fact.span }),
      };
    }),
  );
}

const coversOf = ({ covers }: UsedModule['pack']) =>
  Object.entries(covers).map(([item, { part }]) => `${item}${part ? ' in part' : ''}`);

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

/** A pack for a module of one's own, as far as the files tell. */
function packDraft({ service, review }: PartInput, modules: readonly UsedModule[]) {
  const language = modules[0]?.pack.language ?? 'javascript';
  const open = review.items
    .filter(
      ({ item, included, state }) =>
        included.value && item.aspect !== 'engagement' && (state === 'unanswered' || state === 'cannot-tell'),
    )
    .slice(0, 3)
    .map(({ item }) => `  ${item.id}: { because: describe what the module does, part: true }`);
  const text = [
    '# A pack for your module: save it in .prr/packs/, and each service that uses the module is recognized.',
    'id: our-framework',
    'name: our framework',
    `language: ${language}`,
    'libraries: [our-framework]',
    'concerns: [instrumentation, request-logs, load-control]',
    '# Items that it covers; see prr checklist for their ids.',
    'covers:',
    ...(open.length > 0 ? open : ['  mon-metrics: { because: describe what the module does, part: true }']),
    '# Conformance checks.',
    'conformance:',
    '  - id: version',
    '    title: it is not older than the oldest validated version',
    "    atLeast: '1.0'",
    '',
  ].join('\n');
  return {
    id: 'pack',
    title: 'Pack for your module',
    fileName: `${service.name}-framework.yaml`,
    language: 'yaml',
    text,
  };
}
