import { createExtractor } from '../../server/src/facts/extractor.ts';
import { plainText } from '../../server/src/guide/plain-text.ts';
import { readPage } from '../../server/src/guide/page.ts';
import { linksOf } from '../../server/src/guide/markdown-links.ts';
import { createIndex } from '../../server/src/index/workspace-index.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import { loadPacks } from '../../server/src/knowledge/load.ts';
import type { FileFacts } from '../../server/src/model/fact.ts';
import { readAnswers } from '../../server/src/review/answers.ts';
import { readDescriptors } from '../../server/src/review/descriptors.ts';
import { readNotes } from '../../server/src/review/notes/note-files.ts';
import { readChecklist } from '../../server/src/review/read-checklist.ts';
import { judge } from '../../server/src/rules/engine.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { matchesWhole } from '../../server/src/rules/vocabulary/workloads/expressions.ts';
import { isLogQl, readQuery } from '../../server/src/syntax/promql.ts';
import { readTeam } from '../../server/src/team.ts';
import { fitsGlobs } from '../../server/src/workspace/globs.ts';
import { noIgnores } from '../../server/src/workspace/ignore-files.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import type { Sample } from './texts.ts';

const open = () => createExtractor(compileKnowledge(readBundled(root).bundled.packs));
let extractor = open();

const known: readonly (Sample & { readonly kinds: string })[] = [
  {
    file: 'a.go',
    text: 'package a\nimport "net/http"\nfunc a() { http.Get("http://a/") }\n',
    kinds: 'functions error-handler outgoing-call',
  },
  { file: 'a.ts', text: 'export async function a() { await fetch("http://a/"); }\n', kinds: 'functions outgoing-call' },
  { file: 'a.py', text: 'import requests\nrequests.get("http://a/")\n', kinds: 'outgoing-call' },
  {
    file: 'A.java',
    text: 'class A { void a() { try { b(); } catch (Exception e) { } } }\n',
    kinds: 'functions error-handler',
  },
  { file: 'Dockerfile', text: 'FROM a:1\nCMD a\n', kinds: 'image-use image-start' },
  { file: 'a.yaml', text: 'groups: [{ name: g, rules: [{ alert: A, expr: a > 1 }] }]\n', kinds: 'alert' },
];

const links: ReadonlySet<string> = new Set(['module-links', 'host-mentions', 'go-declarations', 'env-read', 'rpc-end']);

/** Reads one sample; what comes back is what went wrong, as one sentence. */
export async function problemWith({ file, text }: Sample): Promise<string | undefined> {
  if (!file.startsWith('reader:')) return problemWithFile(file, text);
  return readers[file.slice(7)]?.(text);
}

/** What is wrong with the state of the readers: files that were read before must give what they gave. */
export async function poisoned(): Promise<string | undefined> {
  for (const { file, text, kinds } of known) {
    const { facts } = await extractor.extract({ file, text, role: 'source' });
    // How a file hangs together with others is read from its text, whatever the parser does.
    const found = facts.flatMap(({ kind }) => (links.has(kind) ? [] : kind)).join(' ');
    if (found !== kinds) {
      extractor = open();
      return `a good ${file} gives “${found}” instead of “${kinds}” afterwards`;
    }
  }
  return undefined;
}

async function problemWithFile(file: string, text: string): Promise<string | undefined> {
  const facts = await extractor.extract({ file, text, role: 'source' });
  const index = createIndex('workspace');
  index.list([file]);
  index.set(facts);
  let crash: string | undefined;
  const onCrash = (rule: string, _file: string, error: unknown) => {
    crash ??= `rule ${rule}: ${String(error)}`;
  };
  const sites = judge(facts, rules, { surroundings: index, onCrash });
  return crash ?? inside(facts, text) ?? inside(sites, text) ?? troubleIn(facts);
}

function troubleIn({ facts }: FileFacts): string | undefined {
  for (const fact of facts) {
    if (fact.kind !== 'trouble') continue;
    if (fact.trouble === 'crash' || /call stack/i.test(fact.message)) return `trouble: ${fact.message}`;
  }
  return undefined;
}

/** Any span in a value that does not lie in the text. */
function inside(value: unknown, text: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end } = value as { start?: unknown; end?: unknown };
  if (typeof start === 'number' && typeof end === 'number' && !(start >= 0 && start <= end && end <= text.length))
    return `a span outside of the text: ${start} to ${end}, of ${text.length}`;
  for (const [key, each] of Object.entries(value)) {
    if (key === 'related') continue;
    const found = inside(each, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

const inTeam = (file: string) => async (text: string) => {
  const workspace = openMemory(new Map([[file, text]]));
  await readTeam(workspace, {});
  const { problems } = await readNotes(workspace);
  await readAnswers(workspace, 'a');
  await readDescriptors(workspace);
  return inside(problems, text);
};

const readers: Readonly<Record<string, (text: string) => Promise<string | undefined> | string | undefined>> = {
  promql(text) {
    isLogQl(text);
    return inside(
      readQuery(text, (span) => span),
      text,
    );
  },
  ignore(text) {
    const chain = noIgnores.enter('', [text]);
    for (const file of paths) chain.ignores(file);
    return undefined;
  },
  glob(text) {
    const fits = fitsGlobs(text.split('\n').slice(0, 200));
    for (const file of paths) fits(file);
    return undefined;
  },
  expression(text) {
    for (const file of paths) matchesWhole(text.slice(0, 300).replace(/\{\d*,?\d{3}/g, ''), file);
    return undefined;
  },
  settings: inTeam('.prr/settings.yaml'),
  note: inTeam('.prr/notes/a.yaml'),
  answer: inTeam('.prr/answers/a/b.yaml'),
  descriptor: inTeam('.prr/services/a.yaml'),
  pack: (text) => inside(loadPacks([{ path: '.prr/packs/a.yaml', text }]).problems, text),
  checklist: (text) => inside(readChecklist({ file: '.prr/checklists/a.yaml', text }).problems, text),
  page(text) {
    readPage({ id: 'a', text, origin: 'organisation' });
    plainText(text.slice(0, 20_000));
    return inside(linksOf(text), text);
  },
};

const paths = ['a', 'a/b.ts', 'a'.repeat(250), `${'a/'.repeat(500)}b`, 'web-api-v12', 'src/node_modules/x/index.js'];
