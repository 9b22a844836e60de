import { basename } from '../workspace/local-paths.ts';
import { ErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { method } from '../protocol.ts';
import type { PreviewView, SummaryParams, SummaryView } from '../protocol/summary.ts';
import type { ServiceParams } from '../protocol.ts';
import type { Readiness } from '../service.ts';
import type { Context } from './context.ts';
import type { Folder } from './folders.ts';
import { pausing } from './guard.ts';
import { findService } from './services.ts';
import { mustName } from './well-formed.ts';

const extensions = { markdown: 'md', html: 'html', json: 'json', sarif: 'sarif' } as const;

/** The page of all services of a folder, by any of its services. */
async function systemView(
  { core, folder }: { core: Readiness; folder: Folder },
  format: SummaryParams['format'],
  token: CancellationToken | undefined,
): Promise<SummaryView> {
  if (format === 'sarif') throw new ResponseError(ErrorCodes.InvalidRequest, 'SARIF needs one service');
  const content = await (await core.summaries()).system(format, pausing(token));
  return { fileName: `production-readiness-${basename(folder.path)}.${extensions[format]}`, content };
}

/** The summary of a service: as a text, and as parts for a live preview. */
export function registerSummary(context: Context): void {
  const { connection } = context;
  const find = async (params: ServiceParams) => {
    const found = await findService(context, params);
    const missing = params.service === undefined ? 'no service was found' : `there is no service ${params.service}`;
    if (!found) throw new ResponseError(ErrorCodes.InvalidRequest, missing);
    return found;
  };
  connection.onRequest(
    method.summary,
    async (params: SummaryParams, token?: CancellationToken): Promise<SummaryView> => {
      if (params.system)
        return systemView(
          await find(params.folder === undefined ? {} : { folder: params.folder }),
          params.format,
          token,
        );
      const { core, service } = await find(params);
      const content = await (await core.summaries()).text(service, params.format);
      return { fileName: `production-readiness-${service.name}.${extensions[params.format]}`, content };
    },
  );
  connection.onRequest(method.recordExport, async (params: ServiceParams): Promise<null> => {
    mustName(params, 'service');
    const { core, service } = await find(params);
    await (await core.summaries()).record(service);
    return null;
  });
  connection.onRequest(
    method.preview,
    async (params: ServiceParams, token?: CancellationToken): Promise<PreviewView> => {
      const { folder, core, service } = await find(params);
      const { summaryParts } = await import('../report/summary/html.ts');
      const { summaryStyle } = await import('../report/summary/style.ts');
      const summary = await (await core.summaries()).of(service, pausing(token));
      const title = service.name;
      return {
        service: service.name,
        folder: folder.uri,
        title,
        style: summaryStyle,
        parts: summaryParts(summary, 'editor'),
      };
    },
  );
}
