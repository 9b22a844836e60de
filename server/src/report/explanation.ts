import type { Judgement } from '../model/judgement.ts';
import type { Rule } from '../model/rule.ts';
import { aspectTitles } from '../model/site.ts';

/** `94 %`, or nothing where too few were read. */
export function share(judgement: Judgement | undefined): string {
  if (!judgement || judgement.judged < 5) return '–';
  return `${Math.floor((100 * judgement.useful) / judgement.judged)} %`;
}

function truthOf(judgement: Judgement | undefined): string {
  if (!judgement || judgement.judged === 0) return 'Not reviewed on real systems yet.';
  const { judged, useful, useless, fixed, missed } = judgement;
  const wrong = judgement.false;
  const percent = Math.floor((100 * useful) / judged);
  const after = fixed > 0 ? `; ${fixed} of the useless and false ones are no longer reported` : '';
  const gone = missed > 0 ? `; ${missed} true ones are no longer found` : '';
  return `As first reported on real systems, ${useful} of ${judged} findings reviewed by hand were true and useful (${percent} %), ${useless} right but useless, ${wrong} false${after}${gone}.`;
}

/** A rule with its page, for people who read text. */
export function explanation(
  { id, summary, aspect, severity, docs, scope, fix, since }: Rule,
  coverage: readonly string[],
  judgement: Judgement | undefined,
): string {
  const examples = docs.examples.flatMap(({ title, bad, good }) => [
    `${title}\n`,
    ...[bad, good].flatMap((files, index) =>
      Object.entries(files).map(
        ([file, text]) => `  ${index === 0 ? 'Bad' : 'Good'}: ${file}\n${text.trimEnd().replace(/^/gm, '    ')}\n`,
      ),
    ),
  ]);
  return [
    `${id}: ${summary}\n`,
    `${aspectTitles[aspect]}; ${severity}; looks at ${scope === 'file' ? 'one file' : scope === 'project' ? 'the files of a service' : 'artefacts of different kinds together'}; ${fix === 'none' ? 'no fix' : `fix: ${fix}`}; since ${since}.\n`,
    `Reads: ${coverage.join('\n       ')}.\n`,
    `Truth: ${truthOf(judgement)}\n`,
    `Why: ${docs.why}\n`,
    `What to do: ${docs.remedy}\n`,
    `Guide: ${docs.guide} (prr guide ${docs.guide.split('#')[0]})\n`,
    ...examples,
  ].join('\n');
}

/** The same as Markdown. */
export function explanationMarkdown(
  { id, summary, aspect, severity, docs, fix, since }: Rule,
  coverage: readonly string[],
  judgement: Judgement | undefined,
): string {
  const examples = docs.examples.flatMap(({ title, bad, good }) => [
    `### ${title}`,
    ...[bad, good].flatMap((files, index) =>
      Object.entries(files).map(
        ([file, text]) =>
          `${index === 0 ? 'Bad' : 'Good'}: \`${file}\`\n\n\`\`\`${file.split('.').at(-1) ?? ''}\n${text.trimEnd()}\n\`\`\``,
      ),
    ),
  ]);
  return [
    `## ${id}: ${summary}`,
    `${aspectTitles[aspect]}; ${severity}; ${fix === 'none' ? 'no fix' : `fix: ${fix}`}; since ${since}.`,
    `Why: ${docs.why}`,
    `What to do: ${docs.remedy}`,
    `Guide: ${docs.guide}`,
    `Reads: ${coverage.join('; ')}.`,
    truthOf(judgement),
    ...examples,
  ].join('\n\n');
}
