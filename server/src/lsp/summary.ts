import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { method } from '../protocol.ts';
import type { SummaryParams, SummaryView } from '../protocol/summary.ts';
import type { Context } from './context.ts';
import { findService } from './services.ts';

const extensions = { markdown: 'md', html: 'html', json: 'json' } as const;

/** The consultation summary of a service. */
export function registerSummary(context: Context): void {
  context.connection.onRequest(method.summary, async (params: SummaryParams): Promise<SummaryView> => {
    const found = await findService(context, params);
    const missing = params.service === undefined ? 'no service was found' : `there is no service ${params.service}`;
    if (!found) throw new ResponseError(ErrorCodes.InvalidRequest, missing);
    const { core, service } = found;
    const fileName = `production-readiness-${service.name}.${extensions[params.format]}`;
    return { fileName, content: await core.summary(service, params.format) };
  });
}
