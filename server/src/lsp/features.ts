import type { ToolContext } from '../assistant/tool.ts';
import type { Guide } from '../guide/guide.ts';
import { method, type Changed } from '../protocol.ts';
import { inLanguage } from '../words/data.ts';
import type { Context } from './context.ts';
import { registerAssistant } from './assistant.ts';
import { registerChecklist } from './checklist.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerEngagement } from './engagement.ts';
import { registerFindings } from './findings.ts';
import { registerGuide } from './guide.ts';
import { registerHover } from './hover.ts';
import { registerLenses } from './lenses.ts';
import { registerNavigation } from './navigation.ts';
import { registerNotes } from './notes.ts';
import { registerObserve } from './observed/request.ts';
import { registerOverview } from './overview.ts';
import { registerPicture } from './picture.ts';
import { registerProfile } from './profile.ts';
import { registerProposals } from './proposals.ts';
import { registerRendered } from './rendered.ts';
import { registerStatus } from './status.ts';
import { registerSummary } from './summary.ts';

export interface FeatureOptions {
  /** What the product says of its rules. */
  readonly data: ToolContext['data'];
  /** The bundled Guide, for where no folder is open. */
  bundled(): Promise<Guide>;
  /** Tells the client's views what has changed. */
  changed(...what: Changed['what'][number][]): void;
  /** The user trusts the workspace. */
  isTrusted(): boolean;
  /** Runs in a browser, which asks no servers. */
  readonly isVirtual: boolean;
}

/** Registers the handlers of all requests but those of documents. */
export function registerFeatures(
  given: Context,
  { data, bundled, changed, isTrusted, isVirtual }: FeatureOptions,
): void {
  const context = spoken(given);
  registerHover(context);
  registerNavigation(context);
  registerRendered(context);
  registerLenses(context);
  registerCodeActions(context);
  registerStatus(context);
  registerFindings(context);
  registerGuide(context, { bundled, changed });
  registerSummary(context);
  registerEngagement(context, { changed });
  registerOverview(context);
  registerPicture(context);
  registerChecklist(context, { changed });
  registerProfile(context, { changed });
  registerNotes(context, { changed });
  registerAssistant(context, { data });
  registerProposals(context, { changed });
  if (!isVirtual) registerObserve(context, { changed, isTrusted });
}

/** Requests whose answers are words for people. The others carry documents, people's own words, or texts for a model. */
const views: ReadonlySet<string> = new Set<string>([
  method.status,
  method.services,
  method.checklist,
  method.profile,
  method.proposals,
  method.findings,
  method.suppressions,
  method.overview,
  method.picture,
  method.engagement,
]);

/** The context with a connection that answers the requests of views in the language of the client. */
function spoken(context: Context): Context {
  const { connection } = context;
  const onRequest = (name: string, handler: (...params: unknown[]) => unknown) =>
    connection.onRequest(
      name,
      views.has(name) ? async (...params: unknown[]) => inLanguage(await handler(...params), context.words) : handler,
    );
  const answering = new Proxy(connection, {
    get(target, key) {
      if (key === 'onRequest') return onRequest;
      const value: unknown = Reflect.get(target, key);
      return value;
    },
  });
  return new Proxy(context, {
    get(target, key) {
      const value: unknown = key === 'connection' ? answering : Reflect.get(target, key);
      return value;
    },
  });
}
