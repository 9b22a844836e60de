import type { ProcessStart } from '../../../model/image-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../../syntax/yaml-node.ts';
import type { Artefact } from '../artefact.ts';
import { joinPath } from '../paths.ts';
import { bothOf, listed, mapped, processAt } from './platform-process.ts';
import { calledBy } from './platform-serverless.ts';

/** Functions and tasks of a template of CloudFormation, with what SAM adds to it. */
export function cloudStack(artefact: Artefact): ProcessStart[] {
  return entriesOf(dig(artefact.root, 'Resources')).flatMap(({ key, value }) => {
    const type = textOf(dig(value, 'Type'));
    const properties = dig(value, 'Properties');
    if (!key || !value || !properties) return [];
    if (type === 'AWS::Serverless::Function') return [...ofSam(artefact, key.text, value)];
    return type === 'AWS::ECS::TaskDefinition'
      ? ofTask(artefact, dig(properties, 'ContainerDefinitions'), {
          family: plain(textOf(dig(properties, 'Family'))) ?? key.text,
          of: capital,
        })
      : [];
  });
}

/** A task of ECS, as its command line takes it. */
export function taskDefinition(artefact: Artefact): ProcessStart[] {
  const { root } = artefact;
  const definition = dig(root, 'taskDefinition') ?? root;
  return ofTask(artefact, dig(definition, 'containerDefinitions'), {
    family: plain(textOf(dig(definition, 'family'))),
    of: (name) => name,
  });
}

/** A text without what is only known when it is deployed. */
function plain(text: string | undefined): string | undefined {
  return text === undefined || /[$<>{}]/.test(text) ? undefined : text;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Properties are written `image` in JSON of the command line and `Image` in a template. */
function ofTask(
  artefact: Artefact,
  containers: YamlNode | undefined,
  { family, of }: { family: string | undefined; of: (name: string) => string },
): ProcessStart[] {
  const all = itemsOf(containers);
  const unit = family ?? textOf(dig(all[0], of('name')));
  return all.flatMap((each) => {
    const name = textOf(dig(each, of('name')));
    if (name === undefined || unit === undefined) return [];
    const listens = itemsOf(dig(each, of('portMappings'))).length > 0;
    return processAt(artefact, dig(each, of('name')), {
      by: 'ECS',
      name,
      unit,
      // `123.dkr.ecr.eu-west-1.amazonaws.com/orders:${Tag}` tells its name; `<IMAGE1_NAME>` is put in by a pipeline.
      image: imageOf(textOf(dig(each, of('image')))) ?? name,
      program: listed(dig(each, of('entryPoint'))),
      arguments: listed(dig(each, of('command'))),
      ...(listens ? { called: 'by requests' } : {}),
      environment: bothOf(artefact, dig(each, of('environment')), [of('name'), of('value')]),
    });
  });
}

function imageOf(written: string | undefined): string | undefined {
  const known = written?.replace(/[:@][^/]*[$<][^/]*$/, '').replace(/^.*[}>]\//, '');
  return plain(known);
}

function* ofSam(artefact: Artefact, key: string, resource: YamlNode): Iterable<ProcessStart> {
  const { root, file } = artefact;
  const [properties, globals] = [dig(resource, 'Properties'), dig(root, 'Globals', 'Function')];
  const of = (name: string) => dig(properties, name) ?? dig(globals, name);
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const code = joinPath(folder, textOf(of('CodeUri')) ?? '.');
  const context = textOf(dig(resource, 'Metadata', 'DockerContext'));
  const dockerfile = textOf(dig(resource, 'Metadata', 'Dockerfile'));
  const isImage = textOf(of('PackageType')) === 'Image';
  const events = entriesOf(dig(properties, 'Events')).flatMap(({ value }) => textOf(dig(value, 'Type')) ?? []);
  const url = dig(properties, 'FunctionUrlConfig') ? ['url'] : [];
  yield* processAt(artefact, dig(properties, 'Handler') ?? dig(resource, 'Type'), {
    by: 'SAM',
    name: plain(textOf(dig(properties, 'FunctionName'))) ?? key,
    handler: isImage ? undefined : textOf(of('Handler')),
    ...(isImage && dockerfile !== undefined ? { dockerfile: joinPath(folder, `${context ?? '.'}/${dockerfile}`) } : {}),
    ...(isImage && dockerfile === undefined ? { image: plain(textOf(of('ImageUri'))) } : {}),
    folder: code,
    ...calledBy([...events, ...url]),
    environment: [
      ...mapped(artefact, dig(globals, 'Environment', 'Variables')),
      ...mapped(artefact, dig(properties, 'Environment', 'Variables')),
    ],
  });
}
