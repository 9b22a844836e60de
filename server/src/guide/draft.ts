/** What a page is drafted from. */
export interface DraftSource {
  readonly title: string;
  /** What happened or what was learned, as Markdown. */
  readonly text?: string;
  /** Path, with a line, that it is about. */
  readonly place?: string;
  readonly service?: string;
  /** Who said it. */
  readonly by?: string;
  readonly aspect?: string;
  /** A page of the Guide that it adds to. */
  readonly page?: string;
}

/** A file name for a title: lower-case words with dashes; letters of other scripts stay. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  // No half of a character at the end.
  return slug.slice(0, 60).replace(/(?:[\uD800-\uDBFF]|-)+$/, '') || 'page';
}

/** The first words of a text, as a title. */
export function titleOf(text: string): string {
  const line = text
    .split('\n')
    .map((each) =>
      each
        .replace(/^[\s#>*-]+/, '')
        .replace(/[`*_[\]<>]/g, '')
        .trim(),
    )
    .find((each) => each !== '');
  const words = (line ?? 'A lesson').split(/(?<=[.!?。])\s/)[0]?.replace(/[.。]$/, '') ?? '';
  return words.length <= 70
    ? words
    : `${words.slice(0, words.lastIndexOf(' ', 70) > 20 ? words.lastIndexOf(' ', 70) : 70)} …`;
}

/** The draft of a page, with the sections that readers of the Guide look for. */
export function draftPage({ title, text, place, service, by, aspect, page }: DraftSource, today: string): string {
  const told = (text ?? '').trim();
  const origin = [
    service === undefined ? '' : `Service: ${service}.`,
    place === undefined ? '' : `Place: \`${place.replaceAll('`', '')}\`.`,
    by === undefined ? '' : `Told by ${by} on ${today}.`,
    page === undefined ? '' : `It adds to the page [${page}](${page.split('#')[0]}.md).`,
  ].filter((each) => each !== '');
  // Headings of what was told must not become sections of the page.
  const quoted =
    told === ''
      ? 'Say what happened, when, and what users saw.'
      : told.replace(/^(#{1,6})(?=\s)/gm, '##$1').slice(0, 20_000);
  return `---
title: ${JSON.stringify(title)}
aspect: ${aspect ?? ''}
checks: []
draft: true
---

# ${title.replace(/\s+/g, ' ')}

Say in two sentences what to do and what users gain; they are shown wherever the page is cited.

## In short

- The rule, with a number.
- When it holds, and when not.

## What happened

${quoted}
${origin.length > 0 ? `\n${origin.join('\n')}\n` : ''}
## Why

What users lose without it.

## How to check

Where to look, and what you see when it is missing.

## How to do it

An example from your code.

## Trade-offs

The trade-offs.

## Sources

The postmortem, the change, the talk.
`.replace(/^aspect: \n/m, '');
}
