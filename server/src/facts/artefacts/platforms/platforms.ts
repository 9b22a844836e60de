import type { ProcessStart } from '../../../model/image-fact.ts';
import { readYaml } from '../../../syntax/yaml.ts';
import { dig, entriesOf, itemsOf, textOf } from '../../../syntax/yaml-node.ts';
import type { Artefact } from '../artefact.ts';
import { joinPath } from '../paths.ts';
import { cloudStack, taskDefinition } from './platform-aws.ts';
import { bothOf, listed, mapped, processAt, type Given } from './platform-process.ts';
import { serverless } from './platform-serverless.ts';

/** Whether a file tells a platform what to run, by its name and what is in it. */
function readerOf(file: string, text: string): ((artefact: Artefact) => ProcessStart[]) | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (!/\.(ya?ml|json)$/i.test(base)) return undefined;
  if (/^serverless([.-][\w-]+)?\.(ya?ml|json)$/.test(base)) return /\bfunctions\b/.test(text) ? serverless : undefined;
  if (/\bAWS::(Serverless::Function|ECS::TaskDefinition)\b/.test(text)) return cloudStack;
  if (base.endsWith('.json') && /"containerDefinitions"/.test(text)) return taskDefinition;
  if (/\bserving\.knative\.dev\/v1\b/.test(text) && !text.includes('{{')) return knative;
  if (/^render\.ya?ml$/.test(base)) return render;
  if (/^heroku\.ya?ml$/.test(base)) return heroku;
  if (/^railway\.json$/.test(base)) return railway;
  if (/^app([.-][\w-]+)?\.ya?ml$/.test(base))
    return /^runtime:/m.test(text) && !/^(apiVersion|kind):/m.test(text) ? appEngine : undefined;
  return undefined;
}

/** What a file for a platform starts: functions, tasks, services and jobs. */
export function extractPlatform(file: string, text: string): ProcessStart[] {
  const reader = readerOf(file, text);
  if (!reader) return [];
  return readYaml(text).flatMap(({ root, start }) => (root ? reader({ file, text, base: start, root }) : []));
}

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1);

/** Knative and Cloud Run. */
function knative(artefact: Artefact): ProcessStart[] {
  const { root } = artefact;
  const isService = /^serving\.knative\.dev\//.test(textOf(dig(root, 'apiVersion')) ?? '');
  const name = textOf(dig(root, 'metadata', 'name'));
  if (!isService || textOf(dig(root, 'kind')) !== 'Service' || name === undefined) return [];
  const containers = itemsOf(dig(root, 'spec', 'template', 'spec', 'containers'));
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  return containers.flatMap((each): ProcessStart[] => {
    const image = textOf(dig(each, 'image'));
    // Of several containers the one with the port takes the requests.
    const isMain = containers.length === 1 || dig(each, 'ports') !== undefined;
    const own = textOf(dig(each, 'name'));
    return processAt(artefact, dig(each, 'image') ?? each, {
      by: 'Knative',
      name: isMain ? name : (own ?? name),
      unit: name,
      image,
      program: listed(dig(each, 'command')),
      arguments: listed(dig(each, 'args')),
      ...(isMain ? { called: 'by requests', hosts: [name, ...(namespace ? [`${name}.${namespace}`] : [])] } : {}),
      environment: bothOf(artefact, dig(each, 'env'), ['name', 'value']),
    });
  });
}

function appEngine(artefact: Artefact): ProcessStart[] {
  const { root, file } = artefact;
  const runtime = textOf(dig(root, 'runtime')) ?? '';
  const entrypoint = dig(root, 'entrypoint');
  const written = textOf(entrypoint) ?? textOf(dig(entrypoint, 'shell'));
  const folder = folderOf(file).replace(/\/$/, '');
  const service = textOf(dig(root, 'service')) ?? textOf(dig(root, 'module'));
  const own = folder.slice(folder.lastIndexOf('/') + 1);
  const name = service !== undefined && service !== 'default' ? service : own || 'app';
  const main = textOf(dig(root, 'main')) ?? '.';
  // What each runtime starts where the file says nothing.
  const usual = /^nodejs/.test(runtime)
    ? 'npm start'
    : /^python/.test(runtime)
      ? 'gunicorn main:app'
      : /^go/.test(runtime)
        ? `go run ${main}`
        : undefined;
  const custom =
    runtime === 'custom' || textOf(dig(root, 'env')) === 'flex' ? joinPath(folderOf(file), 'Dockerfile') : undefined;
  const command = written ?? (runtime === 'custom' ? undefined : usual);
  if (command === undefined && custom === undefined) return [];
  return processAt(artefact, entrypoint ?? dig(root, 'runtime'), {
    by: 'App Engine',
    name,
    command,
    folder,
    ...(command === undefined ? { dockerfile: custom } : {}),
    called: 'by requests',
    environment: mapped(artefact, dig(root, 'env_variables')),
  });
}

/** Types of Render that run code of ours; stores and pages are none. */
const renderTypes: Readonly<Record<string, Pick<Given, 'called' | 'once'>>> = {
  web: { called: 'by requests' },
  pserv: { called: 'by requests' },
  worker: {},
  cron: { once: true },
};

function render(artefact: Artefact): ProcessStart[] {
  return itemsOf(dig(artefact.root, 'services')).flatMap((each) => {
    const type = textOf(dig(each, 'type')) ?? '';
    const given = Object.hasOwn(renderTypes, type) ? renderTypes[type] : undefined;
    const name = textOf(dig(each, 'name'));
    const runtime = textOf(dig(each, 'runtime')) ?? textOf(dig(each, 'env'));
    if (!given || name === undefined || runtime === 'static') return [];
    const folder = joinPath(folderOf(artefact.file), textOf(dig(each, 'rootDir')) ?? '.') ?? '';
    const at = folder === '' ? '' : `${folder}/`;
    return processAt(artefact, dig(each, 'startCommand') ?? dig(each, 'name'), {
      by: 'Render',
      name,
      ...given,
      command: textOf(dig(each, 'startCommand')) ?? textOf(dig(each, 'dockerCommand')),
      folder,
      image: textOf(dig(each, 'image', 'url')),
      ...(runtime === 'docker'
        ? { dockerfile: joinPath(at, textOf(dig(each, 'dockerfilePath')) ?? 'Dockerfile') }
        : {}),
      hosts: [name],
      environment: bothOf(artefact, dig(each, 'envVars'), ['key', 'value']),
    });
  });
}

function heroku(artefact: Artefact): ProcessStart[] {
  const { root, file } = artefact;
  const run = dig(root, 'run');
  const images = dig(root, 'build', 'docker');
  const names = new Set([...entriesOf(run), ...entriesOf(images)].flatMap(({ key }) => key?.text ?? []));
  return [...names].flatMap((name) => {
    const started = dig(run, name);
    const written = textOf(dig(images, name)) ?? textOf(dig(images, textOf(dig(started, 'image')) ?? name));
    return processAt(artefact, started ?? dig(images, name), {
      by: 'Heroku',
      name,
      command: textOf(started) ?? textOf(dig(started, 'command')) ?? listed(dig(started, 'command'))?.join(' '),
      folder: folderOf(file).replace(/\/$/, ''),
      dockerfile: written === undefined ? undefined : joinPath(folderOf(file), written),
      ...(name === 'web' ? { called: 'by requests' } : name === 'release' ? { once: true } : {}),
    });
  });
}

function railway(artefact: Artefact): ProcessStart[] {
  const { root, file } = artefact;
  const folder = folderOf(file).replace(/\/$/, '');
  const dockerfile = textOf(dig(root, 'build', 'dockerfilePath'));
  const command = textOf(dig(root, 'deploy', 'startCommand'));
  if (command === undefined && dockerfile === undefined) return [];
  return processAt(artefact, dig(root, 'deploy', 'startCommand') ?? dig(root, 'build', 'dockerfilePath'), {
    by: 'Railway',
    name: folder.slice(folder.lastIndexOf('/') + 1) || 'app',
    command,
    folder,
    dockerfile: dockerfile === undefined ? undefined : joinPath('', dockerfile.replace(/^\//, '')),
    ...(textOf(dig(root, 'deploy', 'cronSchedule')) === undefined ? {} : { once: true }),
  });
}
