import { plainText } from '../../facts/artefacts/markdown.ts';
import { counted, listed, opening } from '../../report/summary/input.ts';
import { designComponents } from './components.ts';
import type { DesignComponents } from './drawings.ts';
import { designQuestions, type DesignQuestion } from './questions.ts';
import { designSections, type DesignParagraph, type DesignSection } from './sections.ts';

/** What a document says to a question. `named`: it speaks of it and does not answer; `open`: not found, which is no "no". */
export interface DesignFinding {
  readonly question: DesignQuestion;
  readonly state: 'answered' | 'named' | 'open';
  /** 1-based; absent where nothing was found. */
  readonly line?: number;
  /** The heading, and the words that answer. */
  readonly heading?: string;
  readonly quote?: string;
  /** One sentence without a full stop. */
  readonly because: string;
}

/** Longest document that is read, in UTF-16 units. */
export const maxDesign = 512 * 1024;

/** Components and connections that a document names, apart from those of sections that are no part of the design. */
export function drawnIn(text: string): DesignComponents {
  const sections = designSections(text.slice(0, maxDesign));
  return designComponents(sections.filter((_, at) => !isBeside(sections, at)));
}

/** Reads a design document against the questions of the Guide. */
export function reviewDesign(text: string): readonly DesignFinding[] {
  const sections = designSections(text.slice(0, maxDesign));
  const drawn = drawnIn(text);
  return designQuestions.map((question) => {
    const found = findingOf(question, sections);
    return question.id === 'paths' && found.state !== 'answered' ? (fromComponents(found, drawn) ?? found) : found;
  });
}

/** What lists, arrows, diagrams and tables tell of the ways of requests. */
function fromComponents(found: DesignFinding, { components, links }: DesignComponents): DesignFinding | undefined {
  const { question } = found;
  const [first] = links;
  if (first)
    return {
      question,
      state: 'answered',
      line: first.line,
      quote: opening(links.map(({ from, to }) => `${from} → ${to}`).join(', '), 120),
      because: `it shows ${counted(links.length, 'connection')} between ${counted(components.length, 'component')}`,
    };
  const [one, ...more] = components;
  if (!one || more.length === 0 || found.because === saysLater) return undefined;
  return {
    ...found,
    state: 'named',
    line: one.line,
    because: `it names ${listed(
      components.map(({ name }) => name),
      6,
    )}, and not who calls whom`,
  };
}

/** Sections that say what is not done, or nothing of the design. */
const beside =
  /^(\W*\d*\W*)(non-?goals?|out of scope|not in scope|table of contents|contents|references|changelog|change ?log|history|implementation history|release signoff checklist|sign-?off|glossary|test plan|unit tests|integration tests|e2e tests|end-to-end tests|graduation criteria|alpha|beta|ga|further reading|see also|appendix)\b/i;

/** Said to be said later. */
const later =
  /\b(tbd|todo|tba|fixme|tbc|to be (decided|determined|defined|written|discussed|filled|done|added|clarified)|not (yet )?(decided|clear|known|defined)|undecided|we (do not|don't) know( yet)?|fill (this|me) in|coming soon|wip)\b|\?\?+/i;

function findingOf(question: DesignQuestion, sections: readonly DesignSection[]): DesignFinding {
  const used = sections.map((_, at) => !isBeside(sections, at));
  const tops = sections.filter(({ level }) => level === 1);
  // The title of the whole document is no section of it.
  const titled = tops.length === 1 ? tops[0] : undefined;
  const own = sections.filter((section, at) => used[at] === true && section !== titled);
  const about = own.filter(({ title }) => isAbout(question, title));
  const named: DesignFinding[] = [];
  for (const section of about) {
    const found = answerIn(question, section, { sections, used });
    if (found.state === 'answered') return found;
    named.push(found);
  }
  // Words of the topic elsewhere do not undo what its own section leaves for later.
  const postponed = named.find(({ because }) => [saysLater, saysNothing, saysLittle].includes(because));
  if (postponed) return postponed;
  const spoken = spokenOf(
    question,
    sections.filter((_, at) => used[at] === true),
  );
  if (spoken) return spoken;
  const { within } = question;
  for (const section of own.filter(({ title }) => within?.test(plainText(title)) === true)) {
    const found = answerIn(question, section, { sections, used });
    if (found.state === 'answered') return found;
  }
  return (
    named[0] ??
    namedOf(
      question,
      sections.filter((_, at) => used[at] === true),
    ) ?? { question, state: 'open', because: `not found; ask: ${question.ask}` }
  );
}

/** Where the topic is named in passing, or asked: nothing is answered by it. */
function namedOf(question: DesignQuestion, sections: readonly DesignSection[]): DesignFinding | undefined {
  const { names, asked } = question;
  for (const section of sections)
    for (const paragraph of section.paragraphs) {
      if (paragraph.drawn) continue;
      for (const [at, text] of paragraph.text.split('\n').entries()) {
        const words = plainText(text.slice(0, longestLine).replace(/^[\s>]*(?:[-*+]|\d{1,2}[.)])\s+/, ''));
        for (const sentence of words.split(/(?<=[.!?])\s/)) {
          const asks =
            (later.test(sentence) || sentence.trim().endsWith('?')) && (asked ?? names)?.test(sentence) === true;
          if (!asks && names?.test(sentence) !== true) continue;
          const because = asks ? saysAsks : `the text mentions it without ${question.lacks ?? 'an answer'}`;
          const heading = plainText(section.title);
          const place = { line: paragraph.line + at, ...(heading === '' ? {} : { heading }) };
          return { question, state: 'named', ...place, quote: quoted(sentence), because };
        }
      }
    }
  return undefined;
}

/** What is looked at of a line for a topic that it names, in UTF-16 units. */
const longestLine = 2000;
const saysAsks = 'the document asks it without an answer';

function isBeside(sections: readonly DesignSection[], at: number): boolean {
  let level = 7;
  for (let i = at; i >= 0; i--) {
    const section = sections[i];
    if (!section || section.level >= level) continue;
    level = section.level;
    if (beside.test(section.title)) return true;
  }
  return false;
}

/** Long headings are sentences: what they mention is not what they are about. Names of code are no words. */
function isAbout({ heading }: DesignQuestion, title: string): boolean {
  const words = plainText(title).replace(/\S+/g, (word) => (/\w[._]\w/.test(word) ? ' ' : word));
  return heading.test(words) && words.split(/\s+/).length <= (words.trim().endsWith('?') ? 12 : 7);
}

const saysNothing = 'its section is empty';
const saysLater = 'its section postpones it';

function answerIn(
  question: DesignQuestion,
  section: DesignSection,
  { sections, used }: { sections: readonly DesignSection[]; used: readonly boolean[] },
): DesignFinding {
  const heading = plainText(section.title);
  const base = { question, line: section.line, heading };
  const paragraphs = section.whole.flatMap((at) => (used[at] === true ? (sections[at]?.paragraphs ?? []) : []));
  const said = paragraphs.filter((each) => isSubstance(each, question));
  if (said.length === 0) {
    const [short] = paragraphs;
    if (!short) return { ...base, state: 'named', because: saysNothing };
    const postponed = paragraphs.find(({ text }) => later.test(text));
    if (postponed)
      return { ...base, line: postponed.line, state: 'named', quote: firstLine(postponed), because: saysLater };
    return { ...base, line: short.line, state: 'named', quote: firstLine(short), because: saysLittle };
  }
  const { must = /\S/, lacks } = question;
  for (const each of said) {
    const sentence = sentencesOf(each, question).find(({ text }) => must.test(text));
    if (!sentence) continue;
    const { line, text } = sentence;
    return { ...base, line, state: 'answered', quote: quoted(text), because: `from “${heading}”` };
  }
  return { ...base, state: 'named', because: `its section does not describe ${lacks ?? 'enough'}` };
}

const saysLittle = 'its section has too little text';

/** A paragraph that has two words of the topic, and what an answer needs. */
function spokenOf(question: DesignQuestion, sections: readonly DesignSection[]): DesignFinding | undefined {
  for (const section of sections) {
    for (const paragraph of section.paragraphs) {
      if (paragraph.drawn || !isSubstance(paragraph, question)) continue;
      const sentences = sentencesOf(paragraph, question);
      const all = sentences.map(({ text }) => text).join(' ');
      const found = question.terms.filter((term) => term.test(all));
      if (found.length < 2 || (question.must && !question.must.test(all))) continue;
      const heading = plainText(section.title);
      const { line, text } = sentences.find((each) => found[0]?.test(each.text) === true) ?? {
        line: paragraph.line,
        text: all,
      };
      return {
        question,
        state: 'answered',
        line,
        ...(heading === '' ? {} : { heading }),
        quote: quoted(text),
        because: heading === '' ? 'from its introduction' : `from “${heading}”`,
      };
    }
  }
  return undefined;
}

/** At least one sentence that says something: no placeholder, no question alone, no label. */
function isSubstance(paragraph: DesignParagraph, question: DesignQuestion): boolean {
  const words = sentencesOf(paragraph, question).flatMap(({ text }) => text.split(/[\s|]+/));
  return (
    words.filter((word) => /\p{L}{2}|\d/u.test(word)).length >= (question.lists === true ? 3 : 6) ||
    isDrawing(paragraph)
  );
}

function isDrawing({ text, drawn }: DesignParagraph): boolean {
  return drawn && /-->|→|►|──|->|\+--/.test(text);
}

interface Sentence {
  readonly line: number;
  readonly text: string;
}

/** Sentences that state something, with their lines. Lists and tables give one a line. */
function sentencesOf(paragraph: DesignParagraph, { lists }: DesignQuestion): readonly Sentence[] {
  if (paragraph.drawn) return isDrawing(paragraph) ? [{ line: paragraph.line, text: paragraph.text }] : [];
  const found: Sentence[] = [];
  let from = 0;
  let before = paragraph.line;
  for (const end of [
    ...paragraph.text.matchAll(/[.!?](?=["”*)_]{0,3}\s)|:(?=[*_]*\n)|\n(?=\s*(?:[-*+|>]|\d{1,2}[.)])\s?)/g),
  ]
    .map(({ index, 0: mark }) => index + mark.length)
    .concat(paragraph.text.length)) {
    const written = paragraph.text.slice(from, end);
    const line = before + newlinesIn(/^\s*/.exec(written)?.[0] ?? '');
    before += newlinesIn(written);
    from = end;
    const text = written
      .replace(/^[\s"”*)_]*(?:(?:[-*+>|]|\d{1,2}[.)])\s+)*/, '')
      .replace(/\s+/g, ' ')
      .trim();
    const asked = /[?:]["”*)_]*$/.test(text) || later.test(text);
    if (/\p{L}{2}/u.test(text) && (lists === true || !asked)) found.push({ line, text });
  }
  return found;
}

const newlinesIn = (text: string) => text.split('\n').length - 1;

function firstLine({ text, drawn }: DesignParagraph): string {
  return drawn ? 'a diagram' : quoted(text.trim().split('\n', 1)[0] ?? '');
}

function quoted(text: string): string {
  if (text.includes('\n')) return 'a diagram';
  return opening(plainText(text.replace(/\s*\|\s*$/, '')), 120);
}
