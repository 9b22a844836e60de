import type { RequestPath } from '../../../model/production.ts';
import type { RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import { say } from '../../../words/say.ts';

/** The way of a request as related locations, where it comes in first. */
export function stepsOf({ steps, at, because }: RequestPath): Related[] {
  const [entry, ...calls] = steps;
  return [
    ...(entry
      ? [
          {
            file: entry.file,
            span: entry.span,
            message: say('request-path.the-request-enters-here', { words: entry.words }),
          },
        ]
      : []),
    ...calls.map(({ file, span, words }) => ({ file, span, message: words })),
    ...(at ? [{ ...at, message: because }] : []),
  ];
}

/** What comes in, as the subject of a sentence: `POST /checkout`. */
export function subjectOf({ steps }: RequestPath): string {
  return steps[0]?.words ?? say('request-path.a-request');
}

/** The service that an RPC calls, as the deployment names it; else as the protocol does. */
export function rpcTarget(api: string, context: RuleContext): string {
  const service = /^(\w+?)(?:Service)?(?:Client|Stub|Grpc)\./.exec(api)?.[1];
  if (service === undefined) return api;
  const via = say('request-path.the-grpc-service', { service });
  const { dependencies = [] } = context.production() ?? {};
  const targets = new Set(
    dependencies.flatMap((each) =>
      each.via === via && each.places.some(({ file }) => file === context.file) ? [each.to] : [],
    ),
  );
  const [only, ...more] = targets;
  if (only !== undefined && more.length === 0) return only;
  return dependencies.find(({ to }) => plain(to) === plain(service))?.to ?? service;
}

/** `payment-service` and `Payment` are one. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/service$|svc$/, '');
}

/** The service that a call goes to, where the deployment tells; else what is called. */
export function callTarget(
  call: { readonly span: { readonly start: number }; readonly api: string },
  context: RuleContext,
): string {
  const { dependencies = [] } = context.production() ?? {};
  const found = dependencies.find(({ places }) =>
    places.some(({ file, span }) => file === context.file && span.start === call.span.start),
  );
  return found?.to ?? call.api.slice(call.api.lastIndexOf('/') + 1);
}
