import type { Location } from 'vscode-languageserver';
import type { Context } from './context.ts';
import { metricDefinition, metricReferences } from './metrics.ts';
import { registerOutline } from './outline.ts';
import { valueDefinition, valueReferences } from './values.ts';

/** References, definitions and outlines: of metrics, and of values and templates of charts. */
export function registerNavigation(context: Context): void {
  const { connection, guard } = context;
  registerOutline(context);
  connection.onReferences(
    guard(
      'references',
      null,
      async (params): Promise<Location[] | null> =>
        (await metricReferences(context, params)) ?? (await valueReferences(context, params)),
    ),
  );
  connection.onDefinition(
    guard(
      'definition',
      null,
      async (params): Promise<Location[] | null> =>
        (await metricDefinition(context, params)) ?? (await valueDefinition(context, params)),
    ),
  );
}
