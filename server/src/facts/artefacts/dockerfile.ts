import type { Fact } from '../../model/fact.ts';
import type { ImageStart, ImageUse, StartCommand } from '../../model/image-fact.ts';
import type { Text } from '../../model/observation.ts';
import { type DockerInstruction, type DockerStage, readDockerfile } from '../../syntax/dockerfile.ts';
import { keptValue } from './pod-settings.ts';
import { substituted } from './substitution.ts';

/** The images that a Dockerfile names, and what its last stage starts. */
export function extractDockerfile(text: string): Fact[] {
  const { args, stages } = readDockerfile(text);
  const firsts = new Map<string, number>();
  for (const [at, { name }] of stages.entries()) {
    if (!firsts.has(String(at))) firsts.set(String(at), at);
    if (name !== undefined && !firsts.has(name)) firsts.set(name, at);
  }
  /** The first stage above one that has this name or number. */
  const before = (index: number, name: string) => {
    const at = firsts.get(name.toLowerCase());
    return at !== undefined && at < index ? at : undefined;
  };
  const uses = stages.flatMap((stage, index): ImageUse[] => {
    const image = substituted(stage.base.text, args);
    const base: ImageUse[] =
      image === '' || before(index, image) !== undefined || image === 'scratch'
        ? []
        : [imageUse(stage.base, image, 'base')];
    const copied = stage.instructions.flatMap(({ from }): ImageUse[] => {
      const source = from && substituted(from.text, args);
      if (!from || !source || /^\d+$/.test(source) || before(index, source) !== undefined || !isReference(source))
        return [];
      return [imageUse(from, source, 'copied')];
    });
    return [...base, ...copied];
  });
  if (stages.length === 0) return uses;
  const chainOf = (from: number) => {
    const chain: DockerStage[] = [];
    for (let at: number | undefined = from; at !== undefined;) {
      const stage: DockerStage | undefined = stages[at];
      if (!stage) break;
      chain.push(stage);
      at = before(at, substituted(stage.base.text, args));
    }
    return chain.reverse();
  };
  const names = stages.flatMap(({ name }) => name ?? []);
  return [...uses, startOf(runningChain(stages, chainOf), stages, names)];
}

/** Stages that are made for something else than to be deployed. */
const aside = /(^|[-_.\d])(tests?|testing|e2e|lint|dev(el(opment)?)?|debug|ci|pr|upload|artifacts?|docs?)([-_.\d]|$)/i;

/** The stages of what is deployed: the last, unless it starts nothing and another, whose name says no other purpose, does. */
function runningChain(
  stages: readonly DockerStage[],
  chainOf: (from: number) => readonly DockerStage[],
): readonly DockerStage[] {
  const last = chainOf(stages.length - 1);
  const starts = (chain: readonly DockerStage[]) =>
    chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT'));
  const named = stages.at(-1)?.name;
  if (starts(last) || named === undefined || !aside.test(named)) return last;
  for (let at = stages.length - 2; at >= 0; at--) {
    const chain = aside.test(stages[at]?.name ?? '') ? [] : chainOf(at);
    if (starts(chain)) return chain;
  }
  return last;
}

function imageUse({ text, span }: Text, image: string, as: ImageUse['as']): ImageUse {
  return { kind: 'image-use', span, image, as, ...(image === text ? {} : { defaulted: true }) };
}

/** Names of further build contexts look like images without tag: only what has a registry, a path or a tag is surely one. */
function isReference(source: string): boolean {
  return /[/:@]/.test(source);
}

/** What builds a program, in any language. */
const builds =
  /\b(go (build|install)|cargo (build|install)|mvnw?\b|gradlew?\b|dotnet (publish|build)|(npm|yarn|pnpm)( run)? \S*build|sbt |bazel build|make\b|cmake|mix release|nest build|tsc\b)/;
/** Of one Dockerfile; more is generated. */
const maxBuilds = 20;
const maxBuild = 1000;
const maxWords = 50;

/** What starts at the end of a chain of stages, each built upon the one before. */
function startOf(chain: readonly DockerStage[], whole: readonly DockerStage[], stages: readonly string[]): ImageStart {
  const every = whole.flatMap((stage) => stage.instructions);
  const workdir = chain
    .flatMap((stage) => stage.instructions)
    .filter(({ keyword }) => keyword === 'WORKDIR')
    .at(-1)?.argument.text;
  const all = chain.flatMap((stage) => stage.instructions);
  const lastOf = (keyword: string) => all.findLast((each) => each.keyword === keyword && each.argument.text !== '');
  const entrypoint = commandOf(lastOf('ENTRYPOINT'));
  const cmd = commandOf(lastOf('CMD'));
  const shell = lastOf('SHELL')?.list;
  return {
    kind: 'image-start',
    span: chain.at(-1)?.base.span ?? { start: 0, end: 0 },
    base: chain[0]?.base.text ?? '',
    stages,
    ...(entrypoint ? { entrypoint } : {}),
    ...(cmd ? { cmd } : {}),
    ...(shell ? { shell } : {}),
    ...(workdir === undefined || workdir === '' ? {} : { workdir }),
    copies: every.flatMap(({ keyword, argument, list, from }) => {
      if ((keyword !== 'COPY' && keyword !== 'ADD') || from) return [];
      const words = list ?? argument.text.split(/\s+/);
      return words.length < 2 ? [] : [{ sources: words.slice(0, -1).slice(0, maxWords), to: words.at(-1) ?? '' }];
    }),
    builds: every
      .flatMap(({ keyword, argument }) => (keyword === 'RUN' && builds.test(argument.text) ? [argument.text] : []))
      .slice(0, maxBuilds)
      .map((each) => each.slice(0, maxBuild)),
    environment: all.flatMap((each) => (each.keyword === 'ENV' ? variablesOf(each) : [])),
    exposes: all.flatMap(({ keyword, argument }) => (keyword === 'EXPOSE' ? argument.text.split(/\s+/) : [])),
    targets: whole.flatMap(({ name, instructions }) => {
      const [own, words] = ['ENTRYPOINT', 'CMD'].map((keyword) =>
        commandOf(instructions.findLast((each) => each.keyword === keyword && each.argument.text !== '')),
      );
      if (name === undefined || (!own && !words)) return [];
      return [{ stage: name, ...(own ? { entrypoint: own } : {}), ...(words ? { cmd: words } : {}) }];
    }),
    copied: all.flatMap(({ keyword, argument, list, from }) =>
      (keyword === 'COPY' || keyword === 'ADD') && !from ? (list ?? argument.text.split(/\s+/)).slice(0, -1) : [],
    ),
  };
}

/** `ENV NAME=value NAME="value"`, and `ENV NAME value` of old. */
function variablesOf({ argument }: DockerInstruction): ImageStart['environment'] {
  const old = /^([A-Za-z_]\w*)[ \t]+([^=\s].*)$/.exec(argument.text);
  const pairs = old
    ? [[old[1] ?? '', old[2] ?? '']]
    : [...argument.text.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map(([, name = '', value = '']) => [
        name,
        value.replace(/^(["'])(.*)\1$/, '$2'),
      ]);
  return pairs.flatMap(([name = '', written = '']) => {
    const value = keptValue(name, written);
    return value === undefined ? [] : [{ name, value, span: argument.span }];
  });
}

function commandOf(instruction: DockerInstruction | undefined): StartCommand | undefined {
  if (!instruction) return undefined;
  const { argument, list } = instruction;
  // An empty list takes away what the base image says.
  if (list) return list.length === 0 ? undefined : { span: argument.span, form: 'exec', words: list };
  return { span: argument.span, form: 'shell', words: [argument.text] };
}
