import { gather } from './gather.ts';
import { openFamilies } from '../model/families.ts';
import { openShared } from './shared-code.ts';
import type { DependencyInput } from './dependencies/input.ts';

/** The services to which a file belongs for sure: of the program that reaches it, or in whose folder its configuration is. */
export function openRunning({ services, programs, workloads }: DependencyInput): (file: string) => readonly string[] {
  const isShared = openShared(programs, services);
  const byProgram = new Map<string, string[]>();
  for (const { program, name } of services) {
    if (program !== undefined) gather(byProgram, program, name);
  }
  const isFamily = openFamilies(services, workloads);
  // One program for several workloads: which of them runs this code is not known, unless they are one service several times; nor is it of one of its branches.
  const single = programs.flatMap((program) => {
    const names = program.undecided ? [] : (byProgram.get(program.id) ?? []);
    return isFamily(names) ? names.map((name) => ({ program, name })) : [];
  });
  const byFile = new Map<string, string[]>();
  for (const { program, name } of single) {
    for (const file of program.files) gather(byFile, file, name);
  }
  const byFolder = new Map<string, string[]>();
  for (const { program, name } of single) {
    // Resources stand beside the code of Java, not in its folder.
    gather(byFolder, /^(?:.*\/)?src\/main(?=\/java(?:\/|$))/.exec(program.folder)?.[0] ?? program.folder, name);
  }
  const code = /\.([cm]?[jt]sx?|go|py|java)$/;
  return (file) => {
    const reached = byFile.get(file);
    if (reached || code.test(file)) return isShared(file) ? [] : (reached ?? []);
    for (let folder = parent(file); ; folder = parent(folder)) {
      const found = byFolder.get(folder);
      if (found && (folder !== '' || byFolder.size === 1)) return isFamily(found) ? found : [];
      if (folder === '') return [];
    }
  };
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
