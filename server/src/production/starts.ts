import { substituted } from '../facts/artefacts/substitution.ts';
import type { Container } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { environmentOfImage, openComposeEnvironments } from './environments.ts';
import { openManifestEnvironments } from './manifest-environments.ts';
import { openImages, openVariables, type Images, type Variables } from './images.ts';
import type { ProductionInput } from './input.ts';
import { exposes, settingOf, start, started, wordsOf, type Launch, type Tools } from './launch.ts';
import { joined } from './modules/paths.ts';
import { imageReference, isTelling } from './names.ts';
import { ofProcesses } from './process-starts.ts';
import { say } from '../words/say.ts';

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

function ofContainers(tools: Tools): Launch[] {
  const where = openManifestEnvironments(tools.input.facts);
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
          found: where(own),
          at: { file, span: fact.span },
          subject: say('topics.the', { called: owner.workload, name: owner.name }),
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
    const dockerfile =
      fact.dockerfile === undefined ? undefined : (joined('', substituted(fact.dockerfile, values)) ?? fact.dockerfile);
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
          subject: say('starts.the-compose-service', { name: fact.name }),
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
            subject:
              stage === undefined ? say('starts.the-dockerfile') : say('starts.the-stage-of-the-dockerfile', { stage }),
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
