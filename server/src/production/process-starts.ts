import type { ProcessStart } from '../model/image-fact.ts';
import type { Located } from '../model/rule.ts';
import { openProcessEnvironments } from './environments.ts';
import type { Images, Recipe } from './images.ts';
import type { ProductionInput } from './input.ts';
import { exposes, settingOf, start, started, type Launch, type Tools } from './launch.ts';
import { folderOf, joined } from './modules/paths.ts';
import { commandWords, imageReference } from './names.ts';
import { addOfImage, byEnvironment, type Draft, type Runs } from './workload-draft.ts';

/** A page's example, or a template among the sources of a package, is for others to take. */
const handedOut = /(^|\/)docs?\/|(^|\/)src\/(.+\/)?templates\//;

/** What a supervisor keeps running is a part of the container that runs it. */
function processesOf({ facts }: Pick<ProductionInput, 'facts'>): readonly Located<ProcessStart>[] {
  return facts('process-start').filter(
    ({ file, fact }) => fact.by !== 'supervisord' && fact.by !== 's6' && !handedOut.test(file),
  );
}

/** The starts of processes and functions that a file tells a platform to run. */
export function ofProcesses(tools: Tools): Launch[] {
  const where = openProcessEnvironments(tools.input.facts('process-start'));
  return processesOf(tools.input).map((each) => {
    const { file, fact } = each;
    const { recipe, stage } = recipeOf(fact, tools.images) ?? {};
    const words = wordsOf(each, { recipe, stage, tools });
    const setting = recipe ? settingOf(recipe, namesOf(fact), tools) : bare(each);
    const shown = fact.command === '' ? words : commandWords(fact.command);
    return {
      start: start(fact.by, shown, {
        found: where(each),
        at: { file, span: fact.span },
        subject: file.slice(file.lastIndexOf('/') + 1),
      }),
      words,
      setting,
      ...(recipe ? { recipe } : {}),
      ...(fact.image === undefined ? {} : { image: fact.image }),
      listens: fact.called === 'by requests' || fact.name === 'web' || (fact.called === undefined && exposes(recipe)),
      workload: fact.once ? 'Job' : fact.by,
      ...(fact.called === 'by messages' ? { kind: 'worker' } : fact.called === 'unknown' ? { kind: 'function' } : {}),
    };
  });
}

function recipeOf({ dockerfile, image }: ProcessStart, images: Images): ReturnType<Images['byName']> {
  const own = dockerfile === undefined ? undefined : images.byFile(dockerfile);
  return own ? { recipe: own } : image === undefined ? undefined : images.byName(image);
}

function namesOf({ image, name }: ProcessStart): string[] {
  return [...(image === undefined ? [] : [imageReference(image).name]), name];
}

/** Without an image the files are where the file is, or where it says that they are. */
function bare({ file, fact }: Located<ProcessStart>): Launch['setting'] {
  const own = fact.folder === undefined ? [] : [fact.folder];
  const roots = [...new Set([...own, folderOf(file), ...(fact.handler === undefined ? [''] : [])])];
  return { roots, builds: [], names: [fact.name] };
}

interface Around {
  readonly recipe: Recipe | undefined;
  readonly stage: string | undefined;
  readonly tools: Tools;
}

function wordsOf(each: Located<ProcessStart>, { recipe, stage, tools }: Around): readonly string[] {
  const { fact } = each;
  if (fact.handler !== undefined) return handled(fact.handler, bare(each).roots, tools.input.paths);
  // A command takes the place of the arguments of an image, and is read as a shell does without one.
  if (fact.command !== '')
    return recipe
      ? started(recipe, stage, { entrypoint: undefined, cmd: commandWords(fact.command) })
      : ['sh', '-c', fact.command];
  return started(recipe, stage, { entrypoint: fact.program, cmd: fact.arguments });
}

const endings: readonly (readonly [ending: string, runner: string])[] = [
  ['.ts', 'node'],
  ['.mts', 'node'],
  ['.js', 'node'],
  ['.mjs', 'node'],
  ['.cjs', 'node'],
  ['.py', 'python'],
];

/** The words that would start the file of a function: `src/orders.create` is in `src/orders.ts`, `a.b.Orders::handle` a class. */
function handled(handler: string, roots: readonly string[], paths: ReadonlySet<string>): readonly string[] {
  if (/::|^([a-z_]\w*\.){2,}[A-Z]\w*$/.test(handler)) return ['java', handler.split('::')[0] ?? handler];
  const plain = handler.replace(/^\.?\//, '');
  const dot = plain.lastIndexOf('.');
  const stem = dot > plain.lastIndexOf('/') ? plain.slice(0, dot) : plain;
  // Python's modules may be written with dots.
  for (const path of new Set([stem, stem.replaceAll('.', '/')])) {
    for (const [ending, runner] of endings) {
      if (roots.some((root) => paths.has(joined(root, path + ending) ?? '\0'))) return [runner, path + ending];
      const built = path.replace(/^(dist|build|lib|out|\.build)\//, 'src/');
      if (built !== path && roots.some((root) => paths.has(joined(root, built + ending) ?? '\0')))
        return [runner, built + ending];
    }
  }
  // What is compiled is called after what starts it, as each such function is.
  return /^(bootstrap|main|hello|handler)$/.test(plain) || plain.includes('/') ? ['go', 'run', goFolder(plain)] : [];
}

/** `bin/orders` is made of the package `orders`, or of the folder of the function itself. */
function goFolder(handler: string): string {
  return /^(bootstrap|main|hello|handler)$/.test(handler) ? '.' : handler.replace(/^(bin|dist|build)\//, '');
}

/** The workloads of these processes; containers of one unit are one. */
export function processWorkloads(
  input: ProductionInput,
  { runs, images }: { readonly runs: Runs; readonly images: Images },
): Draft[] {
  const where = openProcessEnvironments(input.facts('process-start'));
  const drafts = new Map<string, Draft>();
  for (const { file, fact } of processesOf(input)) {
    const program = runs(file, fact.span);
    // Without a program here, an image from elsewhere is a store or a service of others.
    if (program === undefined && fact.image === undefined) continue;
    const at = { file, span: fact.span };
    const { environment } = where({ file, fact });
    const shared = `${fact.by} ${fact.unit ?? fact.name}`;
    const known = drafts.get(shared);
    // A unit that stands in two files is one workload in two environments.
    const key =
      known && !known.environments.some((each) => each.at.file === file) && !isCopy(known, fact, program)
        ? `${shared} ${file}`
        : shared;
    const draft: Draft = drafts.get(key) ?? {
      name: fact.unit ?? fact.name,
      kind: fact.by,
      environments: [],
      containers: [],
      hosts: [],
      env: new Map(),
      program,
    };
    drafts.set(key, draft);
    if (!draft.environments.some((each) => each.at.file === file)) draft.environments.push({ environment, at });
    draft.environments.sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    if (!draft.containers.some(({ name }) => name === fact.name))
      draft.containers = [
        ...draft.containers,
        {
          name: fact.name,
          ...(fact.image === undefined ? {} : { image: fact.image }),
          ...(program === undefined ? {} : { program }),
        },
      ];
    draft.hosts.push(...(fact.hosts ?? []));
    const isFirst = draft.environments[0]?.at.file === file;
    for (const { name, value, span } of fact.environment ?? [])
      if (isFirst || !draft.env.has(name)) draft.env.set(name, { value, at: { file, span } });
    addOfImage(draft.env, recipeOf(fact, images)?.recipe);
  }
  return [...drafts.values()];
}

/** Whether a process of the same name in another file is the same in another environment. */
function isCopy({ program, containers }: Draft, fact: ProcessStart, other: string | undefined): boolean {
  return program === other || (fact.unit !== undefined && containers.some(({ name }) => name === fact.name));
}
