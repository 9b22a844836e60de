import type { Location } from 'vscode-languageserver';
import type { Context } from './context.ts';
import { metricDefinition, metricReferences } from './metrics.ts';
import { renderedDefinition, renderedReferences } from './rendered.ts';

/** References and definitions: of metrics and of values that templates use. */
export function registerNavigation(context: Context): void {
  const { connection, guard } = context;
  connection.onReferences(
    guard(
      'references',
      null,
      async (params): Promise<Location[] | null> =>
        (await metricReferences(context, params)) ?? (await renderedReferences(context, params)),
    ),
  );
  connection.onDefinition(
    guard(
      'definition',
      null,
      async (params): Promise<Location[] | null> =>
        (await metricDefinition(context, params)) ?? (await renderedDefinition(context, params)),
    ),
  );
}
