import type { ClaimReader } from '../../model/claim.ts';
import type { Related } from '../../model/site.ts';
import { cannotTell, listed, shown, violated } from '../readings.ts';
import { runbooksOf, type RunbookPart } from './runbook-pages.ts';

/** Runbooks say how to diagnose and how to mitigate, each with something below its heading. */
export const runbookSections: ClaimReader = {
  id: 'runbook-sections',
  looks:
    'The sections for diagnosis and for mitigation, rollback or escalation in the runbooks that its alerts link to, and in its own.',
  read(view) {
    const { parts, elsewhere } = runbooksOf(view);
    const link = elsewhere[0];
    if (parts.length === 0)
      return link
        ? cannotTell(
            'Its alerts link to runbooks outside this workspace',
            'Do the runbooks cover diagnosis and mitigation?',
            [{ file: link.file, span: link.fact.span, message: `${link.fact.name} links to a page elsewhere` }],
          )
        : cannotTell('No runbook of it is in the workspace', 'Where are the runbooks of the service?');
    const empty = parts.flatMap(emptyIn);
    if (empty.length > 0) return violated(`${empty[0]?.message ?? ''}`, empty);
    const lacking = parts.filter((part) => lacksIn(part).length > 0);
    const [first] = lacking;
    if (first) {
      const lacks = listed(lacksIn(first));
      return cannotTell(
        `${nameOf(first)} has no section for ${lacks}`,
        `Where does ${nameOf(first)} cover ${lacks}?`,
        lacking.map((part) => ({
          file: part.file,
          span: part.fact.span,
          message: `It has no section for ${listed(lacksIn(part))}`,
        })),
      );
    }
    if (link)
      return cannotTell(
        `${link.fact.name} links to a runbook outside this workspace`,
        'Do the runbooks elsewhere cover diagnosis and mitigation?',
        [{ file: link.file, span: link.fact.span, message: 'It links to a page elsewhere' }],
      );
    const many = parts.length === 1 ? `${nameOf(parts[0])} covers` : `${parts.length} runbooks cover`;
    return shown(`${many} diagnosis and mitigation`, parts.flatMap(placesOf));
  },
};

function nameOf(part: RunbookPart | undefined): string {
  return part?.anchor ?? part?.fact.title ?? part?.file ?? 'The runbook';
}

/** The kinds of section that nothing is written for. */
function lacksIn({ sections }: RunbookPart): string[] {
  const has = (...kinds: readonly string[]) => sections.some(({ about, filled }) => filled && kinds.includes(about));
  return [
    ...(has('diagnosis') ? [] : ['diagnosis']),
    ...(has('mitigation', 'rollback', 'escalation') ? [] : ['mitigation']),
  ];
}

/** Headings with nothing below them, where no other section of the kind has anything. */
function emptyIn(part: RunbookPart): Related[] {
  const lacks = new Set(lacksIn(part));
  return part.sections
    .filter(({ about, filled }) => !filled && lacks.has(about === 'diagnosis' ? 'diagnosis' : 'mitigation'))
    .map(({ span, heading }) => ({ file: part.file, span, message: `The section ${heading} is empty` }));
}

function placesOf({ file, sections }: RunbookPart): Related[] {
  return sections
    .filter(({ filled }) => filled)
    .map(({ span, about, heading }) => ({ file, span, message: `${heading} covers ${about}` }));
}
