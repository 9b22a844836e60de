import * as vscode from 'vscode';
import { registerChat } from './assistants/chat.ts';
import { registerMcp } from './assistants/mcp.ts';
import { registerTools } from './assistants/tools.ts';
import { registerReferences } from './metrics/references.ts';
import { registerRendered } from './rendered/view.ts';
import { registerChecklist } from './checklist/view.ts';
import { registerFindings } from './findings/view.ts';
import { registerGuide } from './guide/view.ts';
import { registerNotes } from './notes/view.ts';
import { registerOverview } from './overview/panel.ts';
import { registerPicture } from './picture/panel.ts';
import { registerEngagement } from './engagement/panel.ts';
import { isInBrowser } from './host.ts';
import { registerObserve } from './observe/observe.ts';
import { startServer } from './server.ts';
import { registerStatus } from './status/status.ts';
import { registerSummary } from './summary/export.ts';
import { registerPreview } from './summary/preview.ts';
import { registerSuppressions } from './suppress/list.ts';
import { registerRuleOff } from './suppress/rule-off.ts';
import { registerSuppress } from './suppress/suppress.ts';
import { registerUndo } from './undo.ts';

/** Composition root: each part registers what it contributes; the server starts meanwhile. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel(vscode.l10n.t('Production Readiness'), { log: true });
  const server = await startServer(context, output);
  const { subscriptions } = context;
  const undo = registerUndo(server);
  const observing = registerObserve(server, context);
  subscriptions.push(output, server, undo, observing);
  subscriptions.push(
    registerStatus(server, { output, observing }),
    registerChecklist(server, context, undo),
    registerFindings(server, context.workspaceState),
    registerNotes(server, context, output),
    registerGuide(server, context.workspaceState),
    registerSummary(server, context),
    registerPreview(server, context),
    registerOverview(server, context),
    registerPicture(server, context),
    registerEngagement(server, context, undo),
    registerSuppress(),
    registerRuleOff(),
    registerSuppressions(server),
    registerReferences(),
    registerRendered(server),
    registerTools(server, context.extension),
    registerChat(server, context),
  );
  // It is a process.
  if (!isInBrowser) subscriptions.push(registerMcp(context));
}
