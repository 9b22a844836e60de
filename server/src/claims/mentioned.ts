import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { FileFunctions, FunctionLink } from '../model/path-fact.ts';
import type { Service } from '../model/service.ts';
import type { Span } from '../model/span.ts';

/** Tells whether a service may run a place in code: false for a function of Go that nothing mentions of what its programs run. */
export type MayRun = (service: Service, file: string, span: Span) => boolean;

/** Finds code that a program takes in with a file, and does not run. */
export function openMayRun(index: Pick<WorkspaceIndex, 'inWorkspace' | 'production'>): MayRun {
  const functions = new Map<string, FileFunctions>();
  for (const { file, fact } of index.inWorkspace('functions')) if (fact.language === 'go') functions.set(file, fact);
  const programs = new Map(index.production().programs.map((each) => [each.id, each]));
  return ({ programs: own }, file, span) => {
    const name = nameAround(functions.get(file), span);
    if (name === undefined) return true;
    const running = own.flatMap((id) => programs.get(id)?.live.get(file) ?? []);
    return running.length === 0 || running.some((names) => names.has(name));
  };
}

/** The declaration around a place: `Charge`, `Server.Run`; none where it is in no function. */
function nameAround(file: FileFunctions | undefined, { start, end }: Span): string | undefined {
  let around: FunctionLink | undefined;
  for (const each of file?.functions ?? [])
    if (each.id === undefined && each.span.start <= start && end <= each.span.end) around = each;
  if (around?.name === undefined) return undefined;
  return around.owner === undefined ? around.name : `${around.owner}.${around.name}`;
}
