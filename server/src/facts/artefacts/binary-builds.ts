import type { BinaryBuild } from '../../model/image-fact.ts';
import { dig, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';

/** Of one file; more is generated. */
const maxBuilds = 50;

/** `go build -o NAME ./cmd/name` in the text of a Makefile or a script; variables that it sets to a word are put in. */
export function goBinaries(text: string): BinaryBuild[] {
  if (!/\bgo[ \t]+build\b/.test(text)) return [];
  const values = new Map(
    [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w{1,60})[ \t]*[:?]?=[ \t]*([\w./-]{1,100})[ \t]*$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
  const whole = (word: string) =>
    word.replace(/\$[({](\w+)[)}]/g, (written, name: string) => values.get(name) ?? written);
  const joined = text.replace(/\\\r?\n/g, (line) => ' '.repeat(line.length));
  const found: BinaryBuild[] = [];
  for (const match of joined.matchAll(/\bgo[ \t]+build[ \t]+([^\n;|&]{1,2000})/g)) {
    if (found.length >= maxBuilds) break;
    const words = [...(match[1] ?? '').matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => whole(word));
    const at = words.indexOf('-o');
    const output = at < 0 ? undefined : baseOf(words[at + 1] ?? '');
    const target = words.at(-1) ?? '';
    if (output === undefined || !/^[\w.-]+$/.test(output) || !/^(\.\/)?[\w./-]*$/.test(target)) continue;
    if (words.length - 1 === at + 1) continue;
    found.push({ kind: 'binary-build', span: { start: match.index, end: match.index + 8 }, output, target });
  }
  return found;
}

function baseOf(path: string): string {
  return path.replace(/^["']|["']$/g, '').replace(/^.*\//, '');
}

/** Whether a file tells GoReleaser what to build, by its name. */
export function isRelease(file: string): boolean {
  return /(^|\/)\.?goreleaser[\w.-]*\.ya?ml$/.test(file);
}

/** The binaries of a release by GoReleaser. */
export function releasedBinaries(artefact: Artefact): BinaryBuild[] {
  return itemsOf(dig(artefact.root, 'builds'))
    .slice(0, maxBuilds)
    .flatMap((build) => {
      const output = textOf(dig(build, 'binary')) ?? textOf(dig(build, 'id'));
      const main = textOf(dig(build, 'main')) ?? '.';
      if (output === undefined || output.includes('{')) return [];
      const folder = textOf(dig(build, 'dir')) ?? '.';
      return [{ kind: 'binary-build', span: placed(artefact, build.span), output, target: `${folder}/${main}` }];
    });
}
