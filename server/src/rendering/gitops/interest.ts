import type { Files } from '../files.ts';
import type { FoundKustomization } from '../kustomize/find.ts';

/** Which files and folders may have resources of Flux or Argo CD, or ConfigMaps that those name. */
export interface Interest {
  isFile(file: string): boolean;
  /** For a kustomization with all that it includes, and for any other folder with all that is in it. */
  isFolder(folder: string): boolean;
}

const resource = /\bapiVersion["']?: *["']?(?:[\w.]*toolkit\.fluxcd\.io|argoproj\.io)\//;
/** Templates of charts: their resources are in what the charts are rendered to. */
const template = /\{\{-? *(?:\.Values|\.Release|if|include|range|with|define)\b/;
/** Characters beside the word in which the name of a ConfigMap stands. */
const near = 160;

/** Told from the texts alone: most of a large repository needs no building to know that nothing of GitOps is in there. */
export function openInterest(files: Files, kustomizations: readonly FoundKustomization[]): Interest {
  const texts = files
    .under('')
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => ({ file, text: files.text(file) ?? '' }));
  const own = texts.filter(({ text }) => resource.test(text) && !template.test(text));
  const named = new Set(own.flatMap(({ text }) => namesIn(text)));
  const maps = texts.filter(
    ({ text }) =>
      /\b(?:kind: *["']?ConfigMap|configMapGenerator)\b/.test(text) && namesOf(text).some((name) => named.has(name)),
  );
  const wanted = new Set([...own, ...maps].map(({ file }) => file));
  const byFolder = new Map(kustomizations.map((each) => [each.folder, each]));
  const known = new Map<string, boolean>();
  const isFolder = (folder: string): boolean => {
    const told = known.get(folder);
    if (told !== undefined) return told;
    // Where folders include one another, this one is looked at already.
    known.set(folder, false);
    const kustomization = byFolder.get(folder);
    const isWanted = kustomization
      ? wanted.has(kustomization.file) ||
        kustomization.includes.some((path) => wanted.has(path) || (byFolder.has(path) && isFolder(path)))
      : [...wanted].some((file) => folder === '' || file.startsWith(`${folder}/`));
    known.set(folder, isWanted);
    return isWanted;
  };
  return { isFile: (file) => wanted.has(file), isFolder };
}

/** Names beside the words ConfigMap and Secret: what a release or a Kustomization takes values from. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\b(?:ConfigMap|Secret)\b/g)].flatMap(({ index }) =>
    namesOf(text.slice(Math.max(0, index - near), index + near)),
  );
}

function namesOf(text: string): string[] {
  return [...text.matchAll(/\bname: *["']?([\w.-]+)/g)].flatMap(([, name]) => name ?? []);
}
