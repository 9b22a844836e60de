import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { method, type SummaryParams, type SummaryView } from '../protocol.ts';
import type { Context } from './context.ts';

const extensions = { markdown: 'md', html: 'html', json: 'json' } as const;

/** The consultation summary of a service. */
export function registerSummary(context: Context): void {
  context.connection.onRequest(method.summary, async ({ service, format }: SummaryParams): Promise<SummaryView> => {
    for (const { core } of await context.cores()) {
      const found = core.services().find((each) => service === undefined || each.name === service);
      if (!found) continue;
      const fileName = `production-readiness-${found.name}.${extensions[format]}`;
      return { fileName, content: await core.summary(found, format) };
    }
    throw new ResponseError(
      ErrorCodes.InvalidRequest,
      service === undefined ? 'no service was found' : `there is no service ${service}`,
    );
  });
}
