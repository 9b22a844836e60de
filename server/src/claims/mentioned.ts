import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { FileFunctions, FunctionLink } from '../model/path-fact.ts';
import type { Service } from '../model/service.ts';
import type { Span } from '../model/span.ts';
import { folderOf } from '../production/modules/paths.ts';

/** Tells whether a service may run a place in code: false for a function of Go that no file of its programs mentions. */
export type MayRun = (service: Service, file: string, span: Span) => boolean;

/** Finds code that a program takes in with a package, and of which it uses nothing. */
export function openMayRun(index: Pick<WorkspaceIndex, 'inWorkspace' | 'production'>): MayRun {
  const functions = new Map<string, FileFunctions>();
  for (const { file, fact } of index.inWorkspace('functions')) if (fact.language === 'go') functions.set(file, fact);
  const mentions = new Map(index.inWorkspace('go-mentions').map(({ file, fact }) => [file, fact.names]));
  const packages = new Map(index.inWorkspace('module-links').map(({ file, fact }) => [file, fact.package]));
  const programs = new Map(index.production().programs.map((each) => [each.id, each]));
  const byProgram = new Map<string, ReadonlySet<string>>();
  /** What the files of a program mention: of their own package with its folder before it. */
  const mentionedBy = (id: string): ReadonlySet<string> => {
    const known = byProgram.get(id);
    if (known) return known;
    const files = [...(programs.get(id)?.files ?? [])];
    const made = new Set(
      files.flatMap((file) =>
        (mentions.get(file)?.split(' ') ?? []).map((name) =>
          name.startsWith('.') ? `${folderOf(file)}/${name}` : name,
        ),
      ),
    );
    byProgram.set(id, made);
    return made;
  };
  return ({ programs: own }, file, span) => {
    const name = nameAround(functions.get(file), span);
    const clause = packages.get(file);
    if (name === undefined || clause === undefined) return true;
    const running = own.filter((id) => programs.get(id)?.files.has(file));
    const folder = folderOf(file);
    const from = [`${folder}/`, clause, folder.slice(folder.lastIndexOf('/') + 1), '*'];
    const forms = from.map((each) => `${each}.${name}`);
    return running.length === 0 || running.some((id) => forms.some((form) => mentionedBy(id).has(form)));
  };
}

/** The name that others need to run a place: of the exported function around it, or of the exported type of its method. */
function nameAround(file: FileFunctions | undefined, { start, end }: Span): string | undefined {
  let around: FunctionLink | undefined;
  for (const each of file?.functions ?? [])
    if (each.id === undefined && each.span.start <= start && end <= each.span.end) around = each;
  const name = around?.owner ?? around?.name;
  return name !== undefined && /^[A-Z]/.test(name) ? name : undefined;
}
