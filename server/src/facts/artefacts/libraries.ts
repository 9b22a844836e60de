import type { Library, PackageManager } from '../../model/component-fact.ts';
import type { Span } from '../../model/span.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, textOf } from '../../syntax/yaml-node.ts';

const buildFile =
  /(^|\/)(package\.json|go\.mod|pyproject\.toml|requirements([\w.-]*)\.txt|requirements\/[\w.-]+\.txt|pom\.xml|build\.gradle(\.kts)?)$/;
/** Requirements that production never installs. */
const notForProduction = /(^|[/_.-])(dev|develop|development|tests?|testing|docs?|lint|ci)([_.-]|\.txt$)/i;

/** UTF-16 units of a build file that are read. */
const maxLength = 400_000;

/** Whether a file names the libraries of a build, by its name. */
export function isBuildFile(file: string): boolean {
  return buildFile.test(file);
}

/** The libraries that a build file takes in for production. */
export function extractLibraries(file: string, text: string): Library[] {
  if (!isBuildFile(file) || text.length > maxLength) return [];
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name === 'package.json') return ofPackage(text);
  if (name === 'go.mod') return ofGoModule(text);
  if (name === 'pyproject.toml') return ofPyproject(text);
  if (name === 'pom.xml') return ofMaven(text);
  if (name.startsWith('build.gradle')) return ofGradle(text);
  return notForProduction.test(file) ? [] : ofRequirements(text, 0);
}

function ofPackage(text: string): Library[] {
  const [document] = readYaml(text);
  if (!document?.root) return [];
  return entriesOf(dig(document.root, 'dependencies')).flatMap(({ key, value }) =>
    key ? [library('npm', key.text, { start: document.start + key.span.start, version: textOf(value) })] : [],
  );
}

interface Written {
  readonly start: number;
  /** Length of the name as written, where it differs from the name. */
  readonly length?: number;
  readonly version?: string | undefined;
}

function library(manager: PackageManager, name: string, { start, length = name.length, version }: Written): Library {
  const span = { start, end: start + length };
  return { kind: 'library', manager, name, span, ...(version === undefined ? {} : { version }) };
}

/** `require` lines and blocks, without what is taken in by way of another module. */
function ofGoModule(text: string): Library[] {
  const found: Library[] = [];
  const line = /^(?:require)?[ \t]*([\w.-]+\/\S+)[ \t]+(v[\w.+-]+)[ \t]*(\/\/[ \t]*indirect)?/gm;
  for (const part of requirements(text)) {
    for (const match of part.text.matchAll(line)) {
      const [whole, name = '', version, indirect] = match;
      if (indirect !== undefined) continue;
      found.push(library('go', name, { start: part.start + match.index + whole.indexOf(name), version }));
    }
  }
  return found;
}

/** Lines and blocks that begin with `require`; where one block has no end, no later one has. */
function* requirements(text: string): Generator<{ start: number; text: string }> {
  let behind = 0;
  let isOpen = false;
  for (const { 0: head, 1: rest, index: start } of text.matchAll(/^require[ \t]*(\(|[^(\n]+$)/gm)) {
    if (start < behind || (rest === '(' && isOpen)) continue;
    if (rest !== '(') {
      yield { start, text: head };
      continue;
    }
    const closing = /^\)/gm;
    closing.lastIndex = start + head.length;
    const end = closing.exec(text);
    if (end) {
      behind = end.index + 1;
      yield { start, text: text.slice(start, behind) };
    } else isOpen = true;
  }
}

const requirement = /^[ \t]*([A-Za-z0-9][\w.-]*)[ \t]*(?:\[[^\]\n]*\])?[ \t]*(?:(?:[=~!<>]=?=?|@)[ \t]*([^\s;#,]+))?/gm;

function ofRequirements(text: string, from: number): Library[] {
  return [...text.matchAll(requirement)].map((match) => {
    const [whole, written = '', version] = match;
    return python(written, { start: from + match.index + whole.indexOf(written), version });
  });
}

/** Names of Python's packages are the same with `-`, `_` and `.`, in small and capital letters (PEP 503). */
function python(written: string, place: Written): Library {
  return library('pypi', written.toLowerCase().replace(/[-_.]+/g, '-'), { ...place, length: written.length });
}

/** `dependencies` of the project (PEP 621) and of Poetry; groups for development are left out. */
function ofPyproject(text: string): Library[] {
  const found: Library[] = [];
  const project = section(text, /^\[project\][ \t]*$/m);
  const list = project && /^dependencies[ \t]*=[ \t]*\[/m.exec(project.text);
  const end = list && /\][ \t]*$/m.exec(project.text.slice(list.index));
  if (project && list && end) {
    const names = project.text.slice(list.index, list.index + end.index);
    for (const match of names.matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]"'\n]*\])?[^"'\n]*["']/g)) {
      found.push(python(match[1] ?? '', { start: project.start + list.index + match.index + 1 }));
    }
  }
  const poetry = section(text, /^\[tool\.poetry\.dependencies\][ \t]*$/m);
  for (const match of poetry?.text.matchAll(/^([A-Za-z0-9][\w.-]*)[ \t]*=/gm) ?? []) {
    if (match[1] !== 'python') found.push(python(match[1] ?? '', { start: (poetry?.start ?? 0) + match.index }));
  }
  return found;
}

/** The text of a TOML table, from behind its head to the next one. */
function section(text: string, head: RegExp): { start: number; text: string } | undefined {
  const found = head.exec(text);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const next = /^\[/m.exec(text.slice(start));
  return { start, text: text.slice(start, next ? start + next.index : undefined) };
}

function ofMaven(text: string): Library[] {
  let managed = '';
  let from = 0;
  for (const { start, end } of elements(text, /<(?:dependencyManagement|plugin|build)>|<!--/g)) {
    managed += text.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  managed += text.slice(from);
  return [...elements(managed, /<dependency>/g)].flatMap((element) => {
    const whole = managed.slice(element.start, element.end);
    const value = (tag: string) => new RegExp(`<${tag}>\\s*([^<\\s]+)\\s*</${tag}>`).exec(whole);
    const artifact = value('artifactId');
    const group = value('groupId')?.[1];
    if (!artifact?.[1] || group === undefined || /^(test|provided)$/.test(value('scope')?.[1] ?? '')) return [];
    const start = element.start + artifact.index + artifact[0].indexOf(artifact[1]);
    return [
      library('maven', `${group}:${artifact[1]}`, {
        start,
        length: artifact[1].length,
        version: value('version')?.[1],
      }),
    ];
  });
}

const gradle =
  /^[ \t]*(?:implementation|api|runtimeOnly|compile)[ \t]*(?:\([ \t]*)?(?:platform\()?["']([\w.-]+:[\w.-]+)(?::([\w.${}-]+))?["']/gm;

function ofGradle(text: string): Library[] {
  return [...text.matchAll(gradle)].map((match) => {
    const [whole, name = '', version] = match;
    return library('maven', name, { start: match.index + whole.indexOf(name), version });
  });
}

/** What stands from each opening to the first closing behind it; for what is closed nowhere we look once. */
function* elements(text: string, opening: RegExp): Generator<Span> {
  const open = new Set<string>();
  let behind = 0;
  for (const { 0: head, index: start } of text.matchAll(opening)) {
    const closing = head === '<!--' ? '-->' : `</${head.slice(1)}`;
    if (start < behind || open.has(closing)) continue;
    const at = text.indexOf(closing, start + head.length);
    if (at < 0) open.add(closing);
    else {
      behind = at + closing.length;
      yield { start, end: behind };
    }
  }
}
