import type { Program } from '../model/production.ts';
import { roleOf } from '../workspace/policy.ts';
import { languageOfBuild } from './entries.ts';
import { folderOf, upwards } from './modules/paths.ts';

/** The folders of a workspace that are projects: they have a build file or a Dockerfile. */
export interface Projects {
  /** The nearest folder around a file that is a project. */
  around(file: string): string | undefined;
  /** Folders with a Dockerfile beside a build file. */
  readonly imaged: readonly string[];
  /** The folder of each program by its id: its project's, or its own where several of `programs` are in one project. */
  rootsOf(programs: readonly Program[]): (program: string) => string | undefined;
}

const imageFile = /^(Dockerfile|Containerfile)(\.|$)|\.dockerfile$/i;

/** Whether a path is a Dockerfile. */
export function isImageFile(path: string): boolean {
  return imageFile.test(baseOf(path));
}

/** Finds the projects among all paths. */
export function openProjects(paths: Iterable<string>): Projects {
  const builds = new Set<string>();
  const images = new Set<string>();
  for (const path of paths) {
    const kind = languageOfBuild(path) !== undefined ? builds : isImageFile(path) ? images : undefined;
    if (kind && roleOf(path) === 'source') kind.add(folderOf(path));
  }
  const folders = new Set([...builds, ...images]);
  const nearest = (folder: string) => [...upwards(folder)].find((each) => folders.has(each));
  const projectOf = ({ entry, folder }: Program) => nearest(entry === undefined ? folder : folderOf(entry)) ?? '';
  return {
    around: (file) => nearest(folderOf(file)),
    imaged: [...images].filter((folder) => builds.has(folder)).sort(),
    rootsOf(programs) {
      const byProject = new Map<string, number>();
      for (const each of programs) byProject.set(projectOf(each), (byProject.get(projectOf(each)) ?? 0) + 1);
      const roots = new Map(
        programs.map((each) => {
          const project = projectOf(each);
          // Each command of a Go module is a program of its own, whether or not the others are deployed.
          const isOneOf = (byProject.get(project) ?? 0) > 1 || /(^|\/)cmd\/[^/]+$/.test(each.folder);
          return [each.id, isOneOf ? each.folder : project] as const;
        }),
      );
      return (program) => roots.get(program);
    },
  };
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
