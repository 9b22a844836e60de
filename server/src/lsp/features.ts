import type { ToolContext } from '../assistant/tool.ts';
import type { Guide } from '../guide/guide.ts';
import type { Changed } from '../protocol.ts';
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
import { spoken } from './spoken.ts';
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
