import { gather } from '../gather.ts';
import type { ProductionInput } from '../input.ts';
import { folderOf, upwards } from './paths.ts';

/**
 * Resolves the namespaces that files of C# use: all files that declare one. `.` stands for the project of the file itself, which is
 * compiled as a whole: all files below the folder of the project that is nearest.
 */
export function openCSharp({
  paths,
  facts,
}: Pick<ProductionInput, 'paths' | 'facts'>): (file: string, module: string) => readonly string[] {
  const projects = new Set([...paths].filter((path) => path.endsWith('.csproj')).map(folderOf));
  const byNamespace = new Map<string, string[]>();
  const byProject = new Map<string, string[]>();
  const projectOf = (file: string) => [...upwards(folderOf(file))].find((folder) => projects.has(folder));
  for (const { file, fact } of facts('module-links')) {
    if (fact.language !== 'csharp') continue;
    if (fact.package !== undefined) gather(byNamespace, fact.package, file);
    const project = projectOf(file);
    if (project !== undefined) gather(byProject, project, file);
  }
  return (file, module) => {
    if (module === '.') return byProject.get(projectOf(file) ?? '\0') ?? [];
    // A class whose members are used, or one that gets another name, is in the namespace before its name.
    return byNamespace.get(module) ?? byNamespace.get(module.slice(0, Math.max(0, module.lastIndexOf('.')))) ?? [];
  };
}
