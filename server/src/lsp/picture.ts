import { basename } from '../workspace/local-paths.ts';
import type { CancellationToken } from 'vscode-languageserver';
import { standingOfProgram } from '../production/standing.ts';
import type { Place } from '../model/span.ts';
import { method, type LocationView } from '../protocol.ts';
import type { CommonView, PictureNode, PictureParams, PictureTextParams, PictureView } from '../protocol/picture.ts';
import { commonOf } from '../report/picture/common.ts';
import { drawSystem } from '../report/picture/drawing.ts';
import { systemOf, type System, type SystemFilter, type SystemNode } from '../report/picture/system.ts';
import { detailOf } from '../report/picture/words.ts';
import { systemDot, systemMermaid } from '../report/picture/text.ts';
import { countServices } from '../review/overview.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import type { Folder } from './folders.ts';
import { pausing } from './guard.ts';
import { notReady } from './services.ts';
import { countedFindings } from '../report/shown.ts';

/** Places that are given of one thing. */
const mostPlaces = 25;

const empty = {
  folder: '',
  folders: [],
  undeclared: false,
  environments: [],
  services: [],
  nodes: [],
  edges: [],
  unknown: [],
  others: [],
  standing: [],
  common: { languages: [], stores: [], findings: [] },
  drawing: { width: 0, height: 0, boxes: [], arrows: [], captions: [], opened: [] },
} as const;

/** The production picture of a folder, laid out, and as text for other tools. */
export function registerPicture(context: Context): void {
  const { connection, guard } = context;
  connection.onRequest(
    method.picture,
    guard(
      'picture',
      { ...empty, state: 'failed' },
      async (wanted: PictureParams, token?: CancellationToken): Promise<PictureView> => {
        const cores = await context.cores();
        const waits = notReady(cores);
        const chosen = cores.find(({ folder }) => folder.uri === wanted.folder) ?? cores[0];
        if (waits || !chosen) return { ...empty, state: 'ready', ...waits };
        const folders = cores.map(({ folder }) => ({ uri: folder.uri, name: basename(folder.path) }));
        const between = pausing(token);
        return { ...(await viewOf(chosen, { wanted, between })), folders };
      },
    ),
  );
  connection.onRequest(
    method.pictureText,
    guard('picture as text', '', async ({ format, ...wanted }: PictureTextParams): Promise<string> => {
      const cores = await context.cores();
      const chosen = cores.find(({ folder }) => folder.uri === wanted.folder) ?? cores[0];
      if (!chosen) return '';
      const system = systemOf(chosen.core.production(), chosen.core.services(), filterOf(chosen.core, wanted));
      return format === 'dot' ? systemDot(system) : systemMermaid(system);
    }),
  );
}

/** A filter for what is no longer there is none. */
function filterOf(core: Readiness, { environment, service }: PictureParams): SystemFilter {
  const services = core.services();
  return {
    environment: services.some(({ environments }) => environments.some((each) => each === environment))
      ? environment
      : undefined,
    service: services.some(({ name }) => name === service) ? service : undefined,
  };
}

async function viewOf(
  { folder, core }: { folder: Folder; core: Readiness },
  { wanted, between }: { wanted: PictureParams; between: () => Promise<void> },
): Promise<PictureView> {
  const picture = core.production();
  const services = core.services();
  const filter = filterOf(core, wanted);
  const system = systemOf(picture, services, filter);
  const shown = new Set(system.nodes.map(({ name }) => name));
  const counted = services.filter(({ name }) => shown.has(name));
  const counts = await countServices(await core.review(), counted, between);
  const findings = new Map(counts.map(({ service, findings: count }) => [service.name, count]));
  const view = locatorOf(folder, core).view;
  const at = (places: readonly Place[]) => viewsOf(places, view);
  const run = new Set(services.flatMap(({ programs }) => programs));
  const files = new Map<string, number>();
  for (const { standing } of picture.standing.values()) files.set(standing, (files.get(standing) ?? 0) + 1);
  return {
    state: 'ready',
    folder: folder.uri,
    folders: [],
    undeclared: picture.undeclared,
    environments: ['production', 'staging', 'development'].filter((each) =>
      services.some(({ environments }) => environments.some((one) => one === each)),
    ),
    services: services.map(({ name }) => name),
    ...(filter.environment === undefined ? {} : { environment: filter.environment }),
    ...(filter.service === undefined ? {} : { service: filter.service }),
    nodes: await inTurn(system.nodes, async (node) => nodeView(node, await at(node.places), findings.get(node.name))),
    edges: await inTurn(system.edges, async ({ places, ...edge }) => ({ ...edge, places: await at(places) })),
    unknown: await inTurn(system.unknown, async ({ from, to, via, places }) => ({
      from,
      to,
      via,
      places: await at(places),
    })),
    others: await inTurn(
      picture.programs.filter(({ id }) => !run.has(id)),
      async (program) => {
        const { standing, because } = standingOfProgram(program, picture.undeclared);
        const { id, kind, language, entry } = program;
        const place = entry === undefined ? undefined : await view({ file: entry, span: { start: 0, end: 0 } });
        return { id, kind, language, standing, because, ...(place ? { at: place } : {}) };
      },
    ),
    standing: [...files].sort((a, b) => b[1] - a[1]).map(([standing, count]) => ({ standing, files: count })),
    common: await commonView(core),
    drawing: drawingOf(system, { findings, open: wanted.open, around: filter.service }),
  };
}

/** What the services of a core have in common, with the rules in words. */
export async function commonView(core: Readiness): Promise<CommonView> {
  const { index } = core.live;
  const common = commonOf({
    picture: core.production(),
    services: core.services(),
    findings: await countedFindings(core),
    ownersOf: ({ file, fact }) => index.ownersOf(file, fact),
  });
  const summaries = new Map(core.rules.map(({ id, summary }) => [id, summary]));
  return {
    ...common,
    findings: common.findings.map((each) => ({ ...each, summary: summaries.get(each.rule) ?? each.rule })),
  };
}

/** A system laid out, with the findings of each service in its box. */
export function drawingOf(
  system: System,
  {
    findings,
    open,
    around,
  }: {
    findings: ReadonlyMap<string, number>;
    open?: readonly string[] | undefined;
    around?: string | undefined;
  },
): PictureView['drawing'] {
  return drawSystem(system, { open, around, detail: (node) => detailOf(node, findings.get(node.name)) });
}

function nodeView(node: SystemNode, places: readonly LocationView[], findings: number | undefined): PictureNode {
  const { name, kind, program, environments, because } = node;
  return {
    name,
    kind,
    environments,
    because,
    places,
    ...(program ? { runs: program } : {}),
    ...(findings === undefined ? {} : { findings }),
  };
}

async function viewsOf(
  places: readonly Place[],
  view: (place: Place) => Promise<LocationView>,
): Promise<readonly LocationView[]> {
  return inTurn(places.slice(0, mostPlaces), view);
}

/** One after the other: each file's text is read once while its places come together. */
async function inTurn<T, R>(items: readonly T[], step: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await step(item));
  return results;
}
