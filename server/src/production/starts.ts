import { substituted } from '../facts/artefacts/substitution.ts';
import type { Container } from '../model/artefact-fact.ts';
import type { StartCommand } from '../model/image-fact.ts';
import type { Start } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import {
  environmentOf,
  environmentOfImage,
  openComposeEnvironments,
  openProcessEnvironments,
  type EnvironmentFound,
} from './environments.ts';
import {
  copiedFiles,
  openImages,
  openVariables,
  rootsOf,
  startOf,
  type Images,
  type Recipe,
  type Variables,
} from './images.ts';
import type { ProductionInput } from './input.ts';
import { folderOf } from './modules/paths.ts';
import { commandWords, imageReference, isTelling, tellingName } from './names.ts';
import type { Setting } from './commands/command-files.ts';

/** A start with what is needed to find its program. */
export interface Launch {
  readonly start: Start;
  /** Entrypoint and arguments as words; empty where only the image says what it runs. */
  readonly words: readonly string[];
  readonly setting: Setting;
  /** The image's Dockerfile, where it is here. */
  readonly recipe?: Recipe;
  /** The image, where a workload names it. */
  readonly image?: string;
  /** It has a port on which others reach it. */
  readonly listens: boolean;
  /** Kind of the workload: `Deployment`, `CronJob`, `compose`, …; absent for an image alone. */
  readonly workload?: string;
}

export interface Launches {
  readonly all: readonly Launch[];
  readonly images: Images;
  readonly variables: Variables;
}

/** Everything that starts something, with its environment, in the order of what says most: workloads before images alone. */
export function findLaunches(input: ProductionInput, hasFolder: (folder: string) => boolean): Launches {
  const variables = openVariables(input);
  const images = openImages(input, variables);
  const tools: Tools = { input, images, variables, hasFolder };
  return {
    all: [...ofContainers(tools), ...ofCompose(tools), ...ofProcesses(tools), ...ofImages(tools)],
    images,
    variables,
  };
}

interface Tools {
  readonly input: ProductionInput;
  readonly images: Images;
  readonly variables: Variables;
  hasFolder(folder: string): boolean;
}

/** Words of a command; a text for a shell is one word. */
function wordsOf(command: StartCommand | undefined): readonly string[] {
  if (!command) return [];
  return command.form === 'shell' ? ['sh', '-c', ...command.words] : command.words;
}

function settingOf(recipe: Recipe | undefined, names: readonly string[], { hasFolder, input }: Tools): Setting {
  const own = recipe?.start;
  return {
    roots: recipe ? rootsOf(recipe, hasFolder) : [],
    builds: own?.builds ?? [],
    workdir: own?.workdir,
    ...(recipe ? { copied: copiedFiles(recipe, input.paths) } : {}),
    names: [...names, ...(recipe ? [tellingName(folderOf(recipe.file)) ?? ''] : [])].filter((name) => name !== ''),
  };
}

/** Entrypoint and arguments of an image as they are after a workload has its say: an entrypoint of its own drops the image's arguments. */
function started(
  recipe: Recipe | undefined,
  stage: string | undefined,
  { entrypoint, cmd }: { entrypoint: readonly string[] | undefined; cmd: readonly string[] | undefined },
): readonly string[] {
  const own = recipe ? startOf(recipe, stage) : {};
  const first = entrypoint ?? wordsOf(own.entrypoint);
  const rest = cmd ?? (entrypoint ? [] : wordsOf(own.cmd));
  return [...first, ...rest];
}

function textOfCommand(words: readonly string[]): string {
  const text = words.join(' ').replace(/\s+/g, ' ');
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}

function start(
  by: string,
  words: readonly string[],
  { found, at, subject }: { found: EnvironmentFound; at: Start['at']; subject: string },
): Start {
  const { environment, because } = found;
  const what = words.length === 0 ? `${subject} runs it` : `${subject} runs ${textOfCommand(words)}`;
  return {
    by,
    ...(words.length === 0 ? {} : { command: words }),
    environment,
    ...(environment === 'development' ? { develops: true as const } : {}),
    at,
    because: because === undefined || environment === 'production' ? what : `${what}, for ${environment}: ${because}`,
  };
}

function exposes(recipe: Recipe | undefined): boolean {
  return (recipe?.start?.exposes.length ?? 0) > 0;
}

function ofContainers(tools: Tools): Launch[] {
  return tools.input.facts('container').flatMap(({ file, fact }: Located<Container>) => {
    if (fact.image === undefined || fact.role === 'init') return [];
    const { owner, name, image } = fact;
    const found = tools.images.byName(image.text);
    const entrypoint = fact.program?.map(({ text }) => text);
    const cmd = fact.programArguments?.map(({ text }) => text);
    const words = started(found?.recipe, found?.stage, { entrypoint, cmd });
    const own = { file, namespace: owner.namespace, name: owner.name };
    return [
      {
        start: start('Kubernetes', words, {
          found: environmentOf(own),
          at: { file, span: fact.span },
          subject: `the ${owner.workload} ${owner.name}`,
        }),
        words,
        setting: settingOf(found?.recipe, [imageReference(image.text).name, name, owner.name], tools),
        ...(found ? { recipe: found.recipe } : {}),
        image: image.text,
        listens: fact.ports.length > 0 || exposes(found?.recipe),
        workload: owner.workload,
      },
    ];
  });
}

function ofCompose(tools: Tools): Launch[] {
  const where = openComposeEnvironments(tools.input.facts);
  return tools.input.facts('compose-service').flatMap(({ file, fact }) => {
    const values = tools.variables(file);
    const image = fact.image && substituted(fact.image.text, values);
    const dockerfile = fact.dockerfile === undefined ? undefined : normal(substituted(fact.dockerfile, values));
    const built =
      dockerfile === undefined ? undefined : (tools.images.byFile(dockerfile) ?? { file: dockerfile, contexts: [] });
    // What overlays another file names neither; it adds nothing to what is started.
    if (image === undefined && !built) return [];
    const byName = built || image === undefined ? undefined : tools.images.byName(image);
    const recipe = built ?? byName?.recipe;
    const entrypoint = fact.entrypoint && wordsOf(fact.entrypoint);
    const cmd = fact.command && wordsOf(fact.command);
    const words = started(recipe, fact.target ?? byName?.stage, { entrypoint, cmd }).map((word) =>
      substituted(word, values),
    );
    return [
      {
        start: start('compose', words, {
          found: where({ file, fact }),
          at: { file, span: fact.span },
          subject: `the compose service ${fact.name}`,
        }),
        words,
        setting: settingOf(recipe, [...(image === undefined ? [] : [imageReference(image).name]), fact.name], tools),
        ...(recipe ? { recipe } : {}),
        ...(image === undefined ? {} : { image }),
        listens: fact.ports.length > 0 || exposes(recipe),
        workload: 'compose',
      },
    ];
  });
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function ofProcesses(tools: Tools): Launch[] {
  const facts = tools.input.facts('process-start');
  const where = openProcessEnvironments(facts);
  return facts.flatMap(({ file, fact }) => {
    // What a supervisor runs is a part of the container that runs it.
    if (fact.by === 'supervisord' || fact.by === 's6') return [];
    const words = ['sh', '-c', fact.command];
    const folder = folderOf(file);
    return [
      {
        start: start(fact.by, commandWords(fact.command), {
          found: where({ file, fact }),
          at: { file, span: fact.span },
          subject: `${file.slice(file.lastIndexOf('/') + 1)}`,
        }),
        words,
        setting: { roots: [...new Set([folder, ''])], builds: [], names: [fact.name] },
        listens: fact.name === 'web',
        workload: fact.once ? 'Job' : fact.by,
      },
    ];
  });
}

/** Base images that start a server without being told. */
const startsBySelf =
  /(^|\/)(nginx|httpd|caddy|php|tomcat|jetty|wildfly|payara|envoy|haproxy|traefik|uwsgi-nginx)([-_:@\w]|$)/i;

function ofImages(tools: Tools): Launch[] {
  return tools.images.all.flatMap((recipe) => {
    const fact = recipe.start;
    if (!fact) return [];
    const stages = fact.targets.filter(({ stage }) => isTelling(stage));
    const chosen = stages.length > 1 ? stages.map(({ stage }) => stage) : [undefined];
    return chosen.flatMap((stage): Launch[] => {
      const words = started(recipe, stage, { entrypoint: undefined, cmd: undefined });
      // What neither says what it starts nor builds upon what does is made to build something else.
      if (words.length === 0 && !startsBySelf.test(fact.base)) return [];
      const command = stage === undefined ? (fact.entrypoint ?? fact.cmd) : undefined;
      const target = stages.find((each) => each.stage === stage);
      const span = (command ?? target?.entrypoint ?? target?.cmd ?? fact).span;
      return [
        {
          start: start('Dockerfile', words, {
            found: environmentOfImage(recipe.file, stage),
            at: { file: recipe.file, span },
            subject: stage === undefined ? 'the Dockerfile' : `the stage ${stage} of the Dockerfile`,
          }),
          words,
          setting: settingOf(recipe, stage === undefined ? [] : [stage], tools),
          recipe,
          listens: exposes(recipe),
        },
      ];
    });
  });
}
