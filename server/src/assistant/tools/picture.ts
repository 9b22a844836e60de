import * as z from 'zod';
import { systemOf, type System, type SystemNode } from '../../report/picture/system.ts';
import { inTurn } from '../finding-rows.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { openPlaces, serviceNamed, type Places } from '../places.ts';
import { defineTool } from '../tool.ts';

/** Dependencies and callers of one service in an answer. */
const mostEdges = 30;

const edgeFormat = z.object({
  name: z.string(),
  via: z.string().describe('How it is known'),
  at: z.array(z.string()).describe('file:line'),
});

const nodeFormat = z.object({
  name: z.string(),
  kind: z.enum(['service', 'datastore', 'queue', 'third-party', 'other']),
  runs: z.string().optional().describe('The kind of program, and its language'),
  root: z.string().optional().describe('Folder of its code'),
  environments: z.array(z.string()),
  because: z.string(),
  at: z.array(z.string()).describe('file:line of what shows it'),
  dependencies: z.array(edgeFormat),
  callers: z.array(z.string()),
  unknown: z.array(z.string()).describe('Targets that were not found in the workspace'),
  more: z.int().optional().describe('Dependencies, callers and targets beyond those that are listed'),
});

/** What is deployed, and what it depends on. */
export const picture = defineTool({
  name: 'prr_picture',
  title: 'Production picture',
  description:
    'Shows what is deployed: services, what each runs and where its code is, what it depends on (services, datastores, queues, third parties) and who calls it, with the file:line that shows it. Use it first, to learn the names of services.',
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('Only this service and its neighbours'),
    ...listArguments,
  }),
  output: z.object({
    undeclared: z.boolean().describe('No file shows what is deployed: every program counts'),
    services: z.int().describe('Services of the workspace'),
    nodes: z.array(nodeFormat),
    page: pageFormat,
  }),
  async run(args, { core, between }) {
    const service = args.service === undefined ? undefined : serviceNamed(core, args.service).name;
    const services = core.services();
    const drawn = core.production();
    const system = systemOf(drawn, services, { service });
    const places = openPlaces(core);
    // The one that is asked for comes first, services before what they use.
    const rank = ({ name, kind }: SystemNode) => (name === service ? 0 : kind === 'service' ? 1 : 2);
    const nodes = system.nodes.toSorted((a, b) => rank(a) - rank(b));
    const { rows, page } = await pageOf(nodes, { args, version: core.live.index.version, between }, (node) =>
      nodeRow(node, { system, places }),
    );
    return {
      data: { undeclared: drawn.undeclared, services: services.length, nodes: rows, page },
      head: drawn.undeclared
        ? 'No file shows what is deployed, so every program is treated as deployed.'
        : `${services.length} services are deployed.`,
      rows: rows.map(nodeText),
      page,
    };
  },
});

type NodeRow = z.output<typeof nodeFormat>;

async function nodeRow(
  { name, kind, program, environments, because, places: shown, root }: SystemNode,
  { system, places }: { system: System; places: Places },
): Promise<NodeRow> {
  const out = system.edges.filter(({ from }) => from === name);
  const callers = system.edges.filter(({ to }) => to === name).map(({ from }) => from);
  const unknown = [...new Set(system.unknown.filter(({ from }) => from === name).map(({ to }) => to))];
  const over = (all: readonly unknown[]) => Math.max(0, all.length - mostEdges);
  const more = over(out) + over(callers) + over(unknown);
  return {
    name: cut(name, limits.name),
    kind,
    ...(program ? { runs: `${program.kind}, ${program.language}` } : {}),
    ...(root === undefined ? {} : { root }),
    environments: [...environments],
    because: cut(because),
    at: await inTurn(shown.slice(0, 3), places.at),
    dependencies: await inTurn(out.slice(0, mostEdges), async ({ to, via, places: seen }) => ({
      name: cut(to, limits.name),
      via: cut(via.slice(0, 3).join('; ')),
      at: await inTurn(seen.slice(0, 2), places.at),
    })),
    callers: callers.slice(0, mostEdges).map((each) => cut(each, limits.name)),
    unknown: unknown.slice(0, mostEdges).map((each) => cut(each, limits.name)),
    ...(more > 0 ? { more } : {}),
  };
}

function nodeText({ name, kind, runs, root, because, at, dependencies, callers, unknown, more }: NodeRow): string {
  const what = [kind, runs, root === undefined ? undefined : `code in ${root || '.'}`].filter((each) => each);
  return [
    `${name} (${what.join(', ')}): ${because} ${at.join(', ')}`.trim(),
    ...dependencies.map((each) => `  -> ${each.name} by ${each.via} ${each.at.join(', ')}`),
    ...(callers.length > 0 ? [`  called by ${callers.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`  not found here: ${unknown.join(', ')}`] : []),
    ...(more === undefined ? [] : [`  and ${more} more`]),
  ].join('\n');
}
