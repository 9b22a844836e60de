import type { ProcessStart } from '../../../model/image-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../../syntax/yaml-node.ts';
import type { Artefact } from '../artefact.ts';
import { joinPath } from '../paths.ts';
import { mapped, processAt, type Given } from './platform-process.ts';

/** The functions of the Serverless Framework. */
export function serverless(artefact: Artefact): ProcessStart[] {
  const { root, file } = artefact;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const service = textOf(dig(root, 'service')) ?? textOf(dig(root, 'service', 'name'));
  const prefix = service === undefined || service.includes('$') ? '' : `${service}-`;
  const common = mapped(artefact, dig(root, 'provider', 'environment'));
  return entriesOf(dig(root, 'functions')).flatMap(({ key, value }) => {
    if (!key) return [];
    const own = textOf(dig(value, 'name'));
    const image = dig(value, 'image');
    const built = imageOf(root, textOf(image) ?? textOf(dig(image, 'name')));
    const environment = mapped(artefact, dig(value, 'environment'));
    return processAt(artefact, dig(value, 'handler') ?? key, {
      by: 'serverless',
      name: own !== undefined && !own.includes('$') ? own : `${prefix}${key.text}`,
      handler: textOf(dig(value, 'handler')),
      ...(built === undefined
        ? { image: textOf(image) ?? textOf(dig(image, 'uri')) }
        : { dockerfile: joinPath(folder, built) }),
      folder: folder.replace(/\/$/, ''),
      ...calledBy(itemsOf(dig(value, 'events')).flatMap(eventOf)),
      environment: [...common, ...environment],
    });
  });
}

/** The Dockerfile of an image that the provider's settings build. */
function imageOf(root: YamlNode, name: string | undefined): string | undefined {
  const image = name === undefined ? undefined : dig(root, 'provider', 'ecr', 'images', name);
  if (!image) return undefined;
  const path = textOf(image) ?? textOf(dig(image, 'path'));
  return path === undefined ? undefined : `${path}/${textOf(dig(image, 'file')) ?? 'Dockerfile'}`;
}

/** An event is a word or a map with the word as its one key. */
function eventOf(event: YamlNode): string[] {
  const word = textOf(event) ?? entriesOf(event)[0]?.key?.text;
  return word === undefined ? [] : [word];
}

/** What calls a function, by the events that it is told to take: users before messages, these before a clock. */
export function calledBy(events: readonly string[]): Pick<Given, 'called' | 'once'> {
  const has = (pattern: RegExp) => events.some((each) => pattern.test(each));
  if (has(/^(http|httpApi|Api|HttpApi|websocket|alb|url|FunctionUrl|alexa\w*|cloudFront|lambdaEdge|http_endpoint)$/i))
    return { called: 'by requests' };
  if (
    has(
      /^(sqs|sns|stream|kafka|msk|activemq|rabbitmq|kinesis|dynamodb|s3|eventBridge\w*|cloudwatchEvent|cloudwatchLog|iot\w*|mq|pubsub|event|documentdb|ses)$/i,
    )
  )
    return { called: 'by messages' };
  return events.length > 0 && events.every((each) => /^schedule(v2)?$/i.test(each))
    ? { once: true }
    : { called: 'unknown' };
}
