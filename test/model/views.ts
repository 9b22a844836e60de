import { pathToFileURL } from 'node:url';
import type { CodeLens, Diagnostic } from 'vscode-languageserver/node';
import { method, type ServiceView, type StatusView, type SuppressionView } from '../../server/src/protocol.ts';
import type { ChecklistView } from '../../server/src/protocol/checklist.ts';
import type { GuideEntry } from '../../server/src/protocol/guide.ts';
import type { NoteView } from '../../server/src/protocol/notes.ts';
import type { Session } from './session.ts';

/** All that an editor shows, by the name of the view; each is JSON. */
export type Views = ReadonlyMap<string, unknown>;

type Report = { kind: 'full' | 'unchanged'; uri: string; resultId?: string; items?: Diagnostic[] };

/** The Problems of the workspace as an editor keeps them: reports applied in their order. */
export interface Problems {
  pull(): Promise<Readonly<Record<string, readonly Diagnostic[]>>>;
}

/** Problems of a session, none at first. */
export function openProblems(session: Session): Problems {
  const shown = new Map<string, { items: readonly Diagnostic[]; resultId: string | undefined }>();
  return {
    async pull() {
      const previousResultIds = [...shown].flatMap(([uri, { resultId }]) =>
        resultId === undefined ? [] : [{ uri, value: resultId }],
      );
      const { items } = await session.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds });
      for (const { kind, uri, resultId, items: own } of items) {
        if (kind === 'full') shown.set(uri, { items: own ?? [], resultId });
        else if (!shown.has(uri)) throw new Error(`${uri} is said to be unchanged and was never told`);
      }
      return Object.fromEntries(
        [...shown]
          .filter(([, { items: own }]) => own.length > 0)
          .map(([uri, { items: own }]) => [uri, own] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    },
  };
}

export interface Looking {
  readonly folder: string;
  /** Files whose own diagnostics and lenses are asked for. */
  readonly files: readonly string[];
  /** Also the pages that are costly to make. */
  readonly deep: boolean;
}

/** Looks at everything, once the server is quiet. */
export async function lookAt(session: Session, problems: Problems, { folder, files, deep }: Looking): Promise<Views> {
  const views = new Map<string, unknown>();
  await session.ready();
  const services = await session.request<ServiceView[]>(method.services);
  views.set('services', services);
  views.set('Problems', await problems.pull());
  for (const file of files) {
    const textDocument = { uri: pathToFileURL(`${folder}/${file}`).toString() };
    const { items } = await session.request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument });
    views.set(`diagnostics of ${file}`, items);
    views.set(`lenses of ${file}`, await session.request<CodeLens[]>('textDocument/codeLens', { textDocument }));
  }
  for (const { name } of services) {
    const view = await session.request<ChecklistView | null>(method.checklist, { service: name });
    views.set(`checklist of ${name}`, view);
  }
  views.set('notes', await session.request<NoteView[]>(method.notes));
  views.set('suppressions', await session.request<SuppressionView[]>(method.suppressions));
  views.set('guide', await session.request<GuideEntry[]>(method.guidePages));
  if (deep) {
    for (const { name } of services.slice(0, 3)) {
      views.set(`engagement of ${name}`, await session.request(method.engagement, { service: name }));
      views.set(`overview of ${name}`, await session.request(method.overview, { service: name }));
    }
  }
  // Counts of what was read are of a run, not of a state.
  const {
    state,
    findings,
    services: count,
    unread = [],
    problems: mistakes,
  } = await session.request<StatusView>(method.status);
  views.set('status', { state, findings, count, unread: [...unread].sort(), mistakes });
  return views;
}

/** The first view that differs, in words; undefined where all are the same. */
export function difference(live: Views, fresh: Views): string | undefined {
  for (const [name, expected] of fresh) {
    const text = differs(live.get(name), expected, name);
    if (text !== undefined) return text;
  }
  for (const name of live.keys()) if (!fresh.has(name)) return `${name} is shown, and a fresh server has none`;
  return undefined;
}

function differs(live: unknown, fresh: unknown, at: string): string | undefined {
  if (JSON.stringify(live) === JSON.stringify(fresh)) return undefined;
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (isTree(live) && isTree(fresh) && Array.isArray(live) === Array.isArray(fresh)) {
    for (const key of new Set([...Object.keys(live), ...Object.keys(fresh)])) {
      const text = differs(live[key], fresh[key], `${at} › ${key}`);
      if (text !== undefined) return 'message' in live ? `${text}\n  in:    ${JSON.stringify(live)}` : text;
    }
    return `${at}: the same in another order`;
  }
  const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 600);
  return `${at}\n  live:  ${short(live)}\n  fresh: ${short(fresh)}`;
}
