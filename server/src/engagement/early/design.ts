import type { Row, TableRow, Tone } from '../../model/engagement.ts';
import { toldElsewhere } from './elsewhere.ts';
import type { DesignComponents } from '../../documents/designs/drawings.ts';
import { drawnIn, maxDesign, reviewDesign, type DesignFinding } from '../../documents/designs/review.ts';
import { action } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { answerForm, tradeoffForm } from './forms.ts';

/** The design document of a service, as it was read. */
export interface Design {
  /** Undefined: none is known. */
  readonly file?: string;
  /** Somebody said that it is this one; otherwise it was found by its name. */
  readonly said: boolean;
  /** Why it could not be read; a clause. */
  readonly trouble?: string;
  readonly findings: readonly DesignFinding[];
  /** Components that it names, and what leads from one to another. */
  readonly drawn: DesignComponents;
  /** Documents that may be meant, the likeliest first. */
  readonly candidates: readonly string[];
}

const designs = /(^|[/_.-])(designs?|design[-_]?docs?|rfcs?|proposals?)([/_.-]|$)/i;
const markdown = /\.(md|markdown)$/i;
const elsewhere =
  /(^|\/)(node_modules|vendor|third_party|dist|build|\.prr|\.git)\/|(^|\/)(readme|template|index|contributing|changelog)[^/]*\.\w+$/i;
const maxCandidates = 6;

/** Finds the design document: the one that people named, else the only one whose path names the service. */
export async function designOf(input: PartInput): Promise<Design> {
  const { said, service, index } = input;
  const candidates = candidatesOf(input);
  const own = candidates.filter((path) => names(path, service.name));
  const file = said.early.design ?? (own.length === 1 ? own[0] : undefined);
  const base = {
    said: said.early.design !== undefined,
    candidates,
    findings: [],
    drawn: { components: [], links: [] },
  };
  if (file === undefined) return base;
  const content = await input.text(file);
  if (content === undefined) {
    const there = [...index.paths()].includes(file);
    return { ...base, file, trouble: there ? 'it could not be read' : 'it does not exist' };
  }
  if (content.length > maxDesign) return { ...base, file, trouble: 'it is longer than 512 KB' };
  return { ...base, file, findings: reviewDesign(content), drawn: drawnIn(content) };
}

function candidatesOf({ index, service }: PartInput): string[] {
  const root = service.root === undefined || service.root === '' ? undefined : `${service.root}/`;
  const rank = (path: string) => (names(path, service.name) ? 0 : root !== undefined && path.startsWith(root) ? 1 : 2);
  return [...index.paths()]
    .filter((path) => markdown.test(path) && designs.test(path) && !elsewhere.test(path))
    .sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, maxCandidates);
}

/** The name stands in the path as a word of its own. */
function names(path: string, service: string): boolean {
  const at = path
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join('-');
  return `-${at}-`.includes(`-${service.split(/[^a-z0-9]+/).join('-')}-`);
}

/** One row a question: what the document says, or what somebody said here. */
export function designRows({ file, findings }: Design, input: PartInput): TableRow[] {
  const { said } = input;
  return findings.map(({ question, state, line, quote, heading, because }) => {
    const { id } = question;
    const answer = said.early.answers[id];
    const at = file === undefined || line === undefined ? {} : { at: { file, line } };
    const head = {
      text: question.question,
      guide: question.guide,
      ...(question.item === undefined ? {} : { item: question.item }),
    };
    const back = answer ? [action('early.forget', 'Undo', { values: { question: id } })] : [];
    if (state === 'answered')
      return {
        cells: [
          head,
          {
            text: `answered: “${quote ?? ''}”`,
            tone: 'good' as Tone,
            ...at,
            ...(heading === undefined ? {} : { because: `under “${heading}”` }),
          },
        ],
        actions: back,
      };
    const told = answer ? undefined : toldElsewhere(input, id);
    if (told) return { cells: [head, { ...told, tone: 'good' as Tone, ...at }], actions: [] };
    const found =
      state === 'named'
        ? {
            text: 'mentioned, not answered',
            because: `“${heading ?? ''}”: ${because}${quote === undefined ? '' : ` (“${quote}”)`}; ask: ${question.ask}.`,
          }
        : { text: 'not found', because: `${because.replace('not found; ', '')}.` };
    return answer
      ? {
          cells: [
            head,
            {
              text: `answered here: ${answer.answer}`,
              tone: 'good' as Tone,
              ...at,
              because: `${answer.by}, ${answer.date}; the document does not mention it`,
            },
          ],
          actions: [answerForm(question.id, question.ask, answer.answer), ...back],
        }
      : { cells: [head, { ...found, tone: 'open' as Tone, ...at }], actions: [answerForm(question.id, question.ask)] };
  });
}

/** Questions that neither the document, nor anybody, nor another file answers. */
export function openQuestions({ findings }: Design, input: PartInput): readonly DesignFinding[] {
  return findings.filter(
    ({ state, question: { id } }) =>
      state !== 'answered' && input.said.early.answers[id] === undefined && !toldElsewhere(input, id),
  );
}

/** Trade-offs that people recorded, decisions among the notes, and what the document says was not chosen. */
export function tradeoffRows({ said, notes, service }: PartInput, design: Design): Row[] {
  const own = said.early.tradeoffs.map((each): Row => {
    const { choice, instead, reason, accepted, by, date } = each;
    return {
      text: instead === undefined ? choice : `${choice}, instead of ${instead}`,
      tone: accepted.length > 0 ? 'good' : 'open',
      because: `${reason.replace(/[.\s]+$/, '')} (${by}, ${date}); ${accepted.length > 0 ? `accepted by ${accepted.join(', ')}` : 'no one has accepted it'}.`,
      actions: [tradeoffForm('Change…', each), action('early.dropTradeoff', 'Undo', { values: { of: choice } })],
    };
  });
  const decisions = notes
    .filter(({ note }) => note.kind === 'decision' && note.service === service.name)
    .map(({ note, placement }): Row => {
      const [first] = note.comments;
      const at =
        note.anchor && placement?.state === 'placed'
          ? { at: { file: note.anchor.file, line: placement.line + 1 } }
          : {};
      return {
        text: (first?.text ?? '').slice(0, 300),
        because: `a note of ${first?.by ?? 'somebody'}, ${first?.at.slice(0, 10) ?? ''}.`,
        ...at,
      };
    });
  const rows = [...own, ...(own.length === 0 ? notChosen(design) : []), ...decisions];
  return rows.length > 0
    ? rows
    : [
        {
          text: 'No trade-offs',
          tone: 'none',
          guide: 'early-engagement-and-launch#trade-offs-on-record',
          because: 'a trade-off that is written down with its reason is not argued about again after an incident.',
        },
      ];
}

/** Alternatives of the document, to be recorded with who accepts the choice. */
function notChosen({ file, findings }: Design): Row[] {
  return findings.flatMap(({ question, state, line, quote }): Row[] => {
    if (question.id !== 'alternatives' || state !== 'answered' || file === undefined) return [];
    const words = (quote ?? '').replace(/^(rejected|not chosen|considered|alternative( \d+)?)\s*[:—–-]\s*/i, '');
    return [
      {
        text: `The document mentions an alternative: “${quote ?? ''}”`,
        tone: 'open',
        because: 'record it with its reason and who accepts it.',
        ...(line === undefined ? {} : { at: { file, line } }),
        actions: [tradeoffForm('Record It as a Trade-off…', { instead: words.replace(/\.$/, '') })],
      },
    ];
  });
}
