import { ErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { partIds, type EngagementView } from '../model/engagement.ts';
import { method, type Changed, type ServiceParams } from '../protocol.ts';
import type { ChangeView } from '../protocol/checklist.ts';
import type { ActParams, DraftParams, DraftView, EngagementPage } from '../protocol/engagement.ts';
import type { Context } from './context.ts';
import { pausing } from './guard.ts';
import { findService, notReady, serviceViews } from './services.ts';
import { mustName } from './well-formed.ts';

type Notify = (...what: Changed['what'][number][]) => void;

/** The engagement of a service: its page, what people say in its forms, and its drafts. */
export function registerEngagement(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const fail = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);
  const find = async (params: ServiceParams) => {
    const found = await findService(context, params);
    if (!found) throw fail(`there is no service ${params.service ?? ''}`);
    return found;
  };

  connection.onRequest(
    method.engagement,
    context.guard(
      'engagement',
      { state: 'failed', services: [] },
      async (wanted: ServiceParams, token?: CancellationToken): Promise<EngagementPage> => {
        const waits = notReady(await context.cores());
        if (waits) return { ...waits, services: [] };
        const services = await serviceViews(context);
        const found = (await findService(context, wanted)) ?? (await findService(context, {}));
        if (!found) return { state: 'ready', services };
        const view = await (await found.core.engagements()).of(found.service, { between: pausing(token) });
        return { state: 'ready', services, view: withoutTexts(view), folder: found.folder.uri };
      },
    ),
  );

  connection.onRequest(method.act, async (params: ActParams): Promise<ChangeView> => {
    mustName(params, 'service', 'action');
    const { action, values, by, ...which } = params;
    const { folder, core, service } = await find(which);
    const change = await (await core.engagements()).act(service, { action, values, by });
    changed('checklist', 'services');
    return { folder: folder.uri, ...change };
  });

  connection.onRequest(method.draft, async ({ part: wanted, draft, ...which }: DraftParams): Promise<DraftView> => {
    const { core, service } = await find(which);
    const part = partIds.find((id) => id === wanted);
    const view = part && (await (await core.engagements()).part(service, part));
    const found = view?.documents.find(({ id }) => id === draft);
    if (!found) throw fail(`there is no draft ${draft}`);
    return found;
  });
}

/** The words of drafts stay here until one is opened: a page shows their titles. */
function withoutTexts(view: EngagementView): EngagementView {
  const parts = view.parts.map((part) => ({
    ...part,
    documents: part.documents.map((document) => ({ ...document, text: '' })),
  }));
  return { ...view, parts };
}
