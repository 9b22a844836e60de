import type { Fact } from '../../model/fact.ts';
import type { ComposeService, StartCommand } from '../../model/image-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';
import { joinPath } from './paths.ts';
import { valueOf } from './pod-settings.ts';
import { substituted } from './substitution.ts';

/** Whether a file is for Docker Compose or a Swarm stack. */
export function isCompose(file: string, text: string): boolean {
  return (
    /(^|[/._-])(docker-?)?compose([._-][\w.-]+)?\.ya?ml$|(^|\/)docker-stack[\w.-]*\.ya?ml$/i.test(file) &&
    /^services[ \t]*:/m.test(text)
  );
}

/** The services of a compose file and their images. */
export function extractCompose(artefact: Artefact): Fact[] {
  const services = entriesOf(dig(artefact.root, 'services'));
  const deployed = /[._-](prod|production|swarm)[._-]|^docker-stack/i.test(
    artefact.file.slice(artefact.file.lastIndexOf('/') + 1),
  );
  return services.flatMap((entry) => factsOf(artefact, entry, deployed));
}

function factsOf(artefact: Artefact, { key, value }: YamlEntry, deployed: boolean): Fact[] {
  if (!key || value?.type !== 'map') return [];
  const image = placedText(artefact, dig(value, 'image'));
  const dockerfile = dockerfileOf(artefact, dig(value, 'build'));
  const built = dig(value, 'build') !== undefined;
  const context = contextOf(artefact, dig(value, 'build'));
  const target = textOf(dig(value, 'build', 'target'));
  const entrypoint = commandOf(artefact, dig(value, 'entrypoint'));
  const command = commandOf(artefact, dig(value, 'command'));
  const has = (...paths: readonly (readonly string[])[]) =>
    paths.some((path) => textOf(dig(value, ...path)) !== undefined);
  const [limits, reservations] = [
    ['deploy', 'resources', 'limits'],
    ['deploy', 'resources', 'reservations'],
  ] as const;
  const service: ComposeService = {
    kind: 'compose-service',
    span: placed(artefact, key.span),
    name: key.text,
    ...(image ? { image } : {}),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    init: textOf(dig(value, 'init')) === 'true',
    ...(entrypoint ? { entrypoint } : {}),
    ...(command ? { command } : {}),
    resources: {
      cpu: has([...limits, 'cpus'], [...reservations, 'cpus'], ['cpus'], ['cpu_shares'], ['cpu_quota']),
      memory: has([...limits, 'memory'], [...reservations, 'memory'], ['mem_limit'], ['mem_reservation']),
    },
    deployed,
    ...(context === undefined ? {} : { context }),
    ...(target === undefined ? {} : { target }),
    environmentFiles: filesOf(artefact, dig(value, 'env_file')),
    environment: variablesOf(artefact, dig(value, 'environment')),
    aliases: [
      ...[textOf(dig(value, 'container_name')), textOf(dig(value, 'hostname'))].flatMap((each) => each ?? []),
      ...entriesOf(dig(value, 'networks')).flatMap((each) =>
        itemsOf(dig(each.value, 'aliases')).flatMap((alias) => textOf(alias) ?? []),
      ),
    ],
    ports: itemsOf(dig(value, 'ports')).flatMap((each) => textOf(each) ?? textOf(dig(each, 'target')) ?? []),
    ...mountsOf(artefact, dig(value, 'volumes')),
    ...(context !== undefined && mountsCode(artefact, context, dig(value, 'volumes')) ? { mountsCode: true } : {}),
    profiles: itemsOf(dig(value, 'profiles')).flatMap((each) => textOf(each) ?? []),
  };
  if (!image) return [service];
  const reference = substituted(image.text, new Map());
  const defaulted = reference !== image.text;
  return [
    service,
    {
      kind: 'image-use',
      span: image.span,
      image: reference,
      as: 'service',
      ...(built ? { built } : {}),
      ...(defaulted ? { defaulted } : {}),
    },
  ];
}

type Variable = ComposeService['environment'][number];

/** Variables as a map or as a list of `NAME=value`. */
function variablesOf(artefact: Artefact, node: YamlNode | undefined): Variable[] {
  const variable = (name: string, value: string | undefined, at: YamlNode): Variable => ({
    name,
    ...valueOf(name, value),
    span: placed(artefact, at.span),
  });
  const listed = itemsOf(node).flatMap((each): Variable[] => {
    const text = textOf(each);
    if (text === undefined) return [];
    const equals = text.indexOf('=');
    return [
      equals < 0 ? variable(text, undefined, each) : variable(text.slice(0, equals), text.slice(equals + 1), each),
    ];
  });
  const mapped = entriesOf(node).flatMap(({ key, value }): Variable[] =>
    key ? [variable(key.text, textOf(value), value ?? node ?? artefact.root)] : [],
  );
  return [...listed, ...mapped];
}

/** `env_file`: one path, or a list of paths or of maps with a path. */
function filesOf({ file }: Artefact, node: YamlNode | undefined): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [node, ...itemsOf(node)].flatMap(
    (each) => joinPath(folder, textOf(each) ?? textOf(dig(each, 'path')) ?? '') ?? [],
  );
}

function contextOf({ file }: Artefact, build: YamlNode | undefined): string | undefined {
  if (!build) return undefined;
  return joinPath(file.slice(0, file.lastIndexOf('/') + 1), textOf(build) ?? textOf(dig(build, 'context')) ?? '.');
}

function dockerfileOf({ file }: Artefact, build: YamlNode | undefined): string | undefined {
  if (!build) return undefined;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const context = textOf(build) ?? textOf(dig(build, 'context')) ?? '.';
  const name = textOf(dig(build, 'dockerfile')) ?? 'Dockerfile';
  return joinPath(folder, `${context}/${name}`);
}

/** Compose takes a text apart as a shell would, and starts the words without a shell. */
function commandOf(artefact: Artefact, node: YamlNode | undefined): StartCommand | undefined {
  const text = placedText(artefact, node);
  if (text) return { span: text.span, form: 'exec', words: shellWords(text.text) };
  const words = itemsOf(node).flatMap((item) => textOf(item) ?? []);
  if (!node || words.length === 0) return undefined;
  return { span: placed(artefact, node.span), form: 'exec', words };
}

/** The words of a command, quotes resolved. */
function shellWords(text: string): string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, plain?: string) =>
      double === undefined ? (single ?? plain ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/** Files and folders of the workspace that the service sees, as paths in it; its root is none. */
function mountsOf(artefact: Artefact, node: YamlNode | undefined): { readonly mounts?: readonly string[] } {
  const mounts = mountedPaths(artefact, node).filter((path) => path !== '');
  return mounts.length === 0 ? {} : { mounts };
}

function mountedPaths({ file }: Artefact, node: YamlNode | undefined): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return itemsOf(node).flatMap((each) => {
    const source = textOf(each)?.split(':')[0] ?? textOf(dig(each, 'source'));
    return source !== undefined && /^\.{1,2}(\/|$)/.test(source) ? (joinPath(folder, source) ?? []) : [];
  });
}

/** Folders that sources are in, beside those of configuration, data and certificates, which are mounted in production too. */
const sourceFolder = /^(src|source|sources|app|apps|lib|server|api|cmd|internal|packages|backend|frontend)$/;

/** Whether a service that is built mounts the code that it is built from over it: then it runs while people edit. */
function mountsCode(artefact: Artefact, context: string, node: YamlNode | undefined): boolean {
  return mountedPaths(artefact, node).some((path) => {
    if (path === context || path === '' || context.startsWith(`${path}/`)) return true;
    const [first, ...rest] = (context === '' ? path : path.slice(context.length + 1)).split('/');
    const isInside = context === '' || path.startsWith(`${context}/`);
    return isInside && rest.length === 0 && first !== undefined && sourceFolder.test(first);
  });
}
