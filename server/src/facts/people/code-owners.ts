import type { CodeOwners } from '../../model/people-fact.ts';

/** Where GitHub and GitLab look for the file. */
const place = /^((\.github|\.gitlab|docs)\/)?CODEOWNERS$/;

/** Lines that are kept of one file. */
const maxEntries = 2000;

/** Whether a file names the owners of code, by its name. */
export function isCodeOwners(file: string): boolean {
  return place.test(file);
}

/** The patterns of a CODEOWNERS file with their owners; sections of GitLab give their default owners. */
export function extractCodeOwners(file: string, text: string): CodeOwners[] {
  if (!isCodeOwners(file)) return [];
  const entries: CodeOwners['entries'][number][] = [];
  let start = 0;
  let byDefault: readonly string[] = [];
  for (const raw of text.split('\n')) {
    const at = start;
    start += raw.length + 1;
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    if (line === '' || entries.length >= maxEntries) continue;
    const section = /^\^?\[[^\]]*\](?:\[\d+\])?(.*)$/.exec(line);
    if (section) {
      byDefault = ownersIn(section[1] ?? '');
      continue;
    }
    const [, pattern = '', rest = ''] = /^((?:\\\s|\S)+)(.*)$/.exec(line) ?? [];
    const own = ownersIn(rest);
    const from = at + raw.indexOf(pattern);
    entries.push({
      span: { start: from, end: from + pattern.length },
      pattern: pattern.replace(/\\(\s)/g, '$1'),
      owners: own.length > 0 ? own : byDefault,
    });
  }
  const [first] = entries;
  return first ? [{ kind: 'code-owners', span: first.span, entries }] : [];
}

function ownersIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /^@[\w.-]+(\/[\w./-]+)?$|^[^@\s]+@[\w.-]+\.\w+$/.test(word));
}
