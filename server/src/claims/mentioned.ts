import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { GoDeclarations } from '../model/link-fact.ts';
import type { Service } from '../model/service.ts';
import type { Span } from '../model/span.ts';

/** Tells whether a service may run a place in code: false in a declaration of Go that nothing mentions of what its programs run. */
export type MayRun = (service: Service, file: string, span: Span) => boolean;

/** Finds code that a program takes in with a file, and does not run. */
export function openMayRun(index: Pick<WorkspaceIndex, 'inWorkspace' | 'production'>): MayRun {
  const declarations = new Map(index.inWorkspace('go-declarations').map(({ file, fact }) => [file, fact]));
  const programs = new Map(index.production().programs.map((each) => [each.id, each]));
  return ({ programs: own }, file, span) => {
    const name = nameAround(declarations.get(file), span);
    if (name === undefined) return true;
    const running = own.flatMap((id) => programs.get(id)?.live.get(file) ?? []);
    return running.length === 0 || running.some((names) => names.has(name));
  };
}

/** The declaration around a place: `Charge`, `Server.Run`; none where it is in none, or in a group of them. */
function nameAround(fact: GoDeclarations | undefined, { start }: Span): string | undefined {
  const { offsets = [], lines = '' } = fact ?? {};
  let last = offsets.length - 1;
  while (last >= 0 && (offsets[last] ?? 0) > start) last--;
  if (last < 0 || offsets[last] === offsets[last - 1]) return undefined;
  return /^!?([^\t ]*)/.exec(lines.split('\n')[last] ?? '')?.[1];
}
