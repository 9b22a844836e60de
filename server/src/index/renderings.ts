import { factsOfSent } from '../facts/sent/sent.ts';
import type { Fact, FileFacts, Trouble } from '../model/fact.ts';
import type { RenderedObject, Rendering, RenderProblem } from '../model/rendering.ts';
import type { Place } from '../model/span.ts';
import { environmentOf } from '../production/environments.ts';
import { gather } from '../production/gather.ts';
import { roleOf } from '../workspace/policy.ts';
import { openSlices } from '../workspace/slices.ts';
import type { Files } from '../rendering/files.ts';
import type { Renderer } from '../rendering/renderer.ts';

/** A file that makes its folder one to render. */
const rootFile = /(^|\/)Chart\.yaml$/;

export interface RenderingPorts {
  /** Loads what renders; asked where there is something to render. */
  renderer(): Promise<Renderer>;
  paths(): Iterable<string>;
  /** The text of an open document or of the file. */
  text(file: string): Promise<string | undefined>;
  bytes(file: string): Promise<Uint8Array | undefined>;
  /** Takes the facts of a file that have changed. */
  take(facts: FileFacts): void;
}

/** The facts of what charts and the like are rendered to, kept current over the facts that the files themselves give. */
export interface Renderings {
  /** Renders all roots; with `within`, those that hold one of these files. */
  fill(within?: ReadonlySet<string>): Promise<void>;
  /** Renders again what is made from these files. */
  refresh(files: readonly string[]): Promise<void>;
  /** The facts of a file with those of what it is rendered to. */
  with(own: FileFacts): FileFacts;
  /** Files whose objects a file gives values to, or is a helper of. */
  decidedBy(file: string): readonly string[];
  /** Files without a fact of their own that decide something of an object that another file writes. */
  deciding(): Iterable<string>;
  /** What is made from a file, with the values, templates and patches of now; rendered when it is asked for. */
  of(file: string): Promise<readonly Rendering[]>;
  forget(files: Iterable<string>): void;
}

interface Root {
  readonly reads: ReadonlySet<string>;
  /** The facts of its files, by file. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** Files that decided something in these facts. */
  readonly deciding: ReadonlySet<string>;
}

/** Rounds of reading files that turn out to be needed. */
const maxRounds = 12;

export function openRenderings(ports: RenderingPorts): Renderings {
  const made = new Map<string, Root>();
  /** The facts that files themselves give. */
  const own = new Map<string, FileFacts>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = queue.then(step);
    queue = turn.catch(() => {});
    return turn;
  };

  const compose = (file: string): FileFacts | undefined => {
    const facts = own.get(file);
    if (!facts) return undefined;
    const added = [...made.values()].flatMap((root) => root.facts.get(file) ?? []);
    const isRendered = [...made].some(([root, { reads }]) => isOutput(file, root) && reads.has(file));
    if (!isRendered && added.length === 0) return facts;
    const kept = isRendered ? facts.facts.filter(({ kind }) => kind === 'suppression') : facts.facts;
    return { ...facts, facts: [...kept, ...added].sort((a, b) => a.span.start - b.span.start) };
  };
  const takeAll = (files: Iterable<string>) => {
    for (const file of files) {
      if (!own.has(file)) own.set(file, { file, role: roleOf(file), facts: [] });
      const composed = compose(file);
      if (composed) ports.take(composed);
    }
  };

  const renderRoot = async (
    renderer: Renderer,
    root: string,
    known: Map<string, string | undefined>,
  ): Promise<readonly Rendering[]> => {
    const archives = new Map<string, Uint8Array | undefined>();
    const paths = [...ports.paths()].sort();
    const there = new Set(paths);
    for (let round = 0; ; round++) {
      const asked = new Set<string>();
      const missing = new Set<string>();
      const files: Files = {
        text(path) {
          asked.add(path);
          if (!known.has(path) && there.has(path)) missing.add(path);
          return known.get(path);
        },
        bytes(path) {
          asked.add(path);
          if (!archives.has(path) && there.has(path)) missing.add(path);
          return archives.get(path);
        },
        under: (folder) => paths.filter((path) => folder === '' || path.startsWith(`${folder}/`)),
      };
      const renderings = renderer.render(files, root);
      if (missing.size === 0 || round === maxRounds)
        return renderings.map((each) => ({ ...each, reads: [...new Set([...asked, ...each.reads])] }));
      for (const path of missing) {
        if (/\.tgz$/.test(path)) archives.set(path, await ports.bytes(path));
        else known.set(path, await ports.text(path));
      }
    }
  };
  const drop = (root: string) => {
    const before = made.get(root);
    made.delete(root);
    if (before) takeAll(new Set([...before.facts.keys(), ...outputs(root, before.reads)]));
  };
  /** Renders the roots that are asked for, and forgets those that are gone. */
  const renderAgain = async (isAsked: (root: string) => boolean) => {
    const isAny = [...ports.paths()].some((path) => rootFile.test(path));
    if (!isAny && made.size === 0) return;
    const renderer = await ports.renderer();
    const roots = renderer.roots(ports.paths());
    for (const root of made.keys()) if (!roots.includes(root)) drop(root);
    const pause = openSlices();
    const known = new Map<string, string | undefined>();
    for (const root of roots.filter(isAsked)) {
      await pause();
      const before = made.get(root);
      const after = rootOf(await renderRoot(renderer, root, known), known);
      made.set(root, after);
      takeAll(new Set([...(before?.facts.keys() ?? []), ...after.facts.keys(), ...outputs(root, after.reads)]));
    }
  };

  return {
    fill: (within) => inTurn(() => renderAgain((root) => !within || [...within].some((file) => isBelow(file, root)))),
    refresh: (files) =>
      inTurn(() =>
        renderAgain((root) => {
          const known = made.get(root);
          return !known || files.some((file) => isBelow(file, root) || known.reads.has(file));
        }),
      ),
    with(facts) {
      own.set(facts.file, facts);
      return compose(facts.file) ?? facts;
    },
    decidedBy(file) {
      const roots = [...made].filter(([root, { reads }]) => isBelow(file, root) || reads.has(file));
      return [...new Set(roots.flatMap(([, { facts }]) => [...facts.keys()]))].filter((each) => each !== file).sort();
    },
    deciding: () => new Set([...made.values()].flatMap(({ deciding }) => [...deciding])),
    of: (file) =>
      inTurn(async () => {
        const known = new Map<string, string | undefined>();
        const all: Rendering[] = [];
        for (const [root, { reads }] of made)
          if (isBelow(file, root) || reads.has(file)) {
            const renderer = await ports.renderer();
            all.push(...(await renderRoot(renderer, root, known)));
          }
        return all;
      }),
    forget(files) {
      for (const file of files) own.delete(file);
    },
  };
}

/** What is kept of renderings: their texts are made again when a view asks for them. */
function rootOf(renderings: readonly Rendering[], texts: ReadonlyMap<string, string | undefined>): Root {
  const facts = factsByFile(renderings, texts);
  const reads = new Set(renderings.flatMap((each) => each.reads));
  return { reads, facts, deciding: new Set(decidingFiles([...facts.values()])) };
}

/** The files that spans name as what decided. */
function* decidingFiles(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('from' in value && 'start' in value && Array.isArray(value.from))
    for (const { file } of value.from as readonly Place[]) yield file;
  else for (const each of Object.values(value)) yield* decidingFiles(each);
}

function isBelow(file: string, root: string): boolean {
  return root === '' || file.startsWith(`${root}/`);
}

/** Templates of a chart are what it renders: what they say by themselves is nothing that is sent. */
function isOutput(file: string, root: string): boolean {
  return isBelow(file, root) && /(^|\/)templates\//.test(file);
}

function outputs(root: string, reads: ReadonlySet<string>): string[] {
  return [...reads].filter((file) => isOutput(file, root));
}

/** The facts of all objects that are sent to production, each once, at the files that they are written in. */
function factsByFile(
  renderings: readonly Rendering[],
  texts: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, readonly Fact[]> {
  const byFile = new Map<string, Map<string, Fact>>();
  const add = (file: string, fact: Fact) => {
    const known = byFile.get(file) ?? new Map<string, Fact>();
    const key = JSON.stringify(fact);
    if (!known.has(key)) known.set(key, fact);
    byFile.set(file, known);
  };
  for (const { objects, problems } of inProduction(renderings)) {
    const files = new Map<string, RenderedObject[]>();
    for (const object of objects) gather(files, object.file, object);
    for (const [file, own] of files) {
      const text = texts.get(file) ?? '';
      const facts = factsOfSent({ file, text, objects: own, textOf: (path) => texts.get(path) });
      for (const fact of facts) add(file, fact);
    }
    for (const problem of problems) add(problem.file, troubleOf(problem));
  }
  return new Map([...byFile].map(([file, facts]) => [file, [...facts.values()]]));
}

/** The renderings that take effect in production: those that say so, else the one that no environment is named for. */
export function inProduction(renderings: readonly Rendering[]): readonly Rendering[] {
  const said = renderings.filter(({ root, environment }) => {
    const { environment: found, because } = environmentOf({ file: environment.replace(`${root}/`, '') });
    return environment !== '' && found === 'production' && because !== undefined;
  });
  return said.length > 0 ? said : renderings.filter(({ environment }) => environment === '');
}

function troubleOf({ span, problem, message }: RenderProblem): Fact {
  return { kind: 'trouble', trouble: troubles[problem], span, message };
}

const troubles = {
  syntax: 'syntax',
  error: 'syntax',
  schema: 'syntax',
  required: 'template',
  unknown: 'template',
  limit: 'too-complex',
  missing: 'missing',
} as const satisfies Record<RenderProblem['problem'], Trouble['trouble']>;
