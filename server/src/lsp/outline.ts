import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import { templateParts } from '../index/chart-outline.ts';
import { visible } from '../report/terminal.ts';
import type { Context } from './context.ts';
import { uriOf } from './convert.ts';

const kinds = { object: SymbolKind.Object, template: SymbolKind.Function } as const;

/** The outline of a chart's template: the objects that it gives in production, and the named templates that it defines. */
export function registerOutline(context: Context): void {
  context.connection.onDocumentSymbol(
    context.guard(
      'document symbols',
      null,
      async ({ textDocument }): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
        const document = await context.document(textDocument.uri);
        if (!document?.core.live.complete || !/(^|\/)templates\//.test(document.file)) return null;
        const { core, file, folder, at } = document;
        const names = await core.live.renderings.names(file);
        if (names.length === 0) return null;
        const parts = templateParts(file, { names, renderings: await core.live.renderings.of(file) });
        const symbols = await Promise.all(
          parts.map(async ({ name, kind, span, at: selected }) => ({
            name: visible(name),
            kind: kinds[kind],
            range: await at.range({ file, span }),
            selectionRange: await at.range({ file, span: selected }),
          })),
        );
        if (context.client.symbolTrees) return symbols;
        const uri = uriOf(folder.path, file);
        return symbols.map(({ name, kind, range }) => ({ name, kind, location: { uri, range } }));
      },
    ),
  );
}
