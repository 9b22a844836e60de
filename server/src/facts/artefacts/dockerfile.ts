import type { Fact } from '../../model/fact.ts';
import type { ImageStart, ImageUse, StartCommand } from '../../model/image-fact.ts';
import type { Text } from '../../model/observation.ts';
import { type DockerInstruction, type DockerStage, readDockerfile } from '../../syntax/dockerfile.ts';
import { substituted } from './substitution.ts';

/** The images that a Dockerfile names, and what its last stage starts. */
export function extractDockerfile(text: string): Fact[] {
  const { args, stages } = readDockerfile(text);
  const before = (index: number, name: string) =>
    stages.slice(0, index).find((stage, at) => stage.name === name.toLowerCase() || String(at) === name);
  const uses = stages.flatMap((stage, index): ImageUse[] => {
    const image = substituted(stage.base.text, args);
    const base: ImageUse[] =
      image === '' || before(index, image) || image === 'scratch' ? [] : [imageUse(stage.base, image, 'base')];
    const copied = stage.instructions.flatMap(({ from }): ImageUse[] => {
      const source = from && substituted(from.text, args);
      if (!from || !source || /^\d+$/.test(source) || before(index, source) || !isReference(source)) return [];
      return [imageUse(from, source, 'copied')];
    });
    return [...base, ...copied];
  });
  const last = stages.at(-1);
  const parent = (stage: DockerStage) => before(stages.indexOf(stage), substituted(stage.base.text, args));
  const names = stages.flatMap(({ name }) => name ?? []);
  return last ? [...uses, startOf(last, names, parent)] : uses;
}

function imageUse({ text, span }: Text, image: string, as: ImageUse['as']): ImageUse {
  return { kind: 'image-use', span, image, as, ...(image === text ? {} : { defaulted: true }) };
}

/** Names of further build contexts look like images without tag: only what has a registry, a path or a tag is surely one. */
function isReference(source: string): boolean {
  return /[/:@]/.test(source);
}

function startOf(
  last: DockerStage,
  stages: readonly string[],
  parent: (stage: DockerStage) => DockerStage | undefined,
): ImageStart {
  const chain: DockerStage[] = [];
  for (let stage: DockerStage | undefined = last; stage; stage = parent(stage)) chain.unshift(stage);
  const all = chain.flatMap((stage) => stage.instructions);
  const lastOf = (keyword: string) => all.findLast((each) => each.keyword === keyword && each.argument.text !== '');
  const entrypoint = commandOf(lastOf('ENTRYPOINT'));
  const cmd = commandOf(lastOf('CMD'));
  const shell = lastOf('SHELL')?.list;
  return {
    kind: 'image-start',
    span: last.base.span,
    base: chain[0]?.base.text ?? '',
    stages,
    ...(entrypoint ? { entrypoint } : {}),
    ...(cmd ? { cmd } : {}),
    ...(shell ? { shell } : {}),
    copied: all.flatMap(({ keyword, argument, list, from }) =>
      (keyword === 'COPY' || keyword === 'ADD') && !from ? (list ?? argument.text.split(/\s+/)).slice(0, -1) : [],
    ),
  };
}

function commandOf(instruction: DockerInstruction | undefined): StartCommand | undefined {
  if (!instruction) return undefined;
  const { argument, list } = instruction;
  // An empty list takes away what the base image says.
  if (list) return list.length === 0 ? undefined : { span: argument.span, form: 'exec', words: list };
  return { span: argument.span, form: 'shell', words: [argument.text] };
}
