/// <reference lib="dom" />
import type { DecisionView, OverviewNote, OverviewSummary } from '../../../../server/src/protocol/overview.ts';
import { element, icon, type Child } from './element.ts';
import { noteWords, wordsOf } from '../../vocabulary.ts';
import { inline } from './inline.ts';
import { heading, itemButton, placeButton, type Send } from './overview-links.ts';
import { t } from './translate.ts';

const harms = { outage: t('can cause an outage'), errors: t('fails requests'), repair: t('prolongs outages') } as const;

/** Places of a risk that are named; the rest is in the checklist. */
const maxPlaces = 4;

/** What users will feel, worst first, each with its places. */
export function riskNodes({ risks, coverage }: OverviewSummary, send: Send): Node[] {
  const list = risks.map(({ id, from, harm, by, title, feel, path, remedy, effort, places, accepted, guide }) => {
    const name = from === 'item' ? itemButton(id, { text: title, key: `risk:${id}`, send }) : title;
    const more = places.length - maxPlaces;
    return element(
      'li',
      { class: `risk ${harm ?? 'noted'}` },
      element(
        'h3',
        {},
        name,
        ' ',
        element(
          'span',
          { class: 'mark' },
          accepted
            ? t('accepted')
            : harm !== undefined
              ? harms[harm]
              : by === undefined
                ? t('failed check')
                : t('noted by {0}', by),
        ),
      ),
      feel === title ? undefined : element('p', {}, ...inline(feel)),
      accepted
        ? element(
            'p',
            { class: 'quiet' },
            ...inline(t('Accepted by {0} on {1}: {2}', accepted.by, accepted.date, accepted.reason)),
          )
        : undefined,
      ...wayNodes({ id, path }, send),
      element(
        'p',
        {},
        ...(accepted
          ? []
          : [
              element('strong', {}, t('Fix:'), ' '),
              ...inline(remedy),
              ...(effort.kind === 'unknown' ? [] : [` ${t('Effort: {0}.', effort.words)}`]),
            ]),
        ...(guide === undefined
          ? []
          : [
              ' ',
              element(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  'aria-label': t('Guide: {0}', title),
                  'data-key': `guide:${id}`,
                  click: () => send({ type: 'guide', ref: guide }),
                },
                t('Guide'),
              ),
            ]),
      ),
      places.length === 0
        ? undefined
        : element(
            'ul',
            { class: 'places' },
            ...places
              .slice(0, maxPlaces)
              .map(({ place, message, fix }, index) =>
                element(
                  'li',
                  {},
                  placeButton(place, { key: `place:${id}:${index}`, send }),
                  ' ',
                  ...inline(message),
                  fix ? element('span', { class: 'quiet' }, ` ${t('(quick fix available)')}`) : undefined,
                ),
              ),
            more > 0 ? element('li', { class: 'quiet' }, t('and {0} more', more)) : undefined,
          ),
    );
  });
  const unread = coverage.unread.length;
  const none =
    unread > 0
      ? unread === 1
        ? t('No risk is known, but 1 file could not be read.')
        : t('No risk is known, but {0} files could not be read.', unread)
      : t('No risk is known from the files that were read.');
  return [
    heading(t('Risks to users')),
    list.length === 0 ? element('p', {}, none) : element('ul', { class: 'risks' }, ...list),
  ];
}

/** The way of a request to the first place of a risk, each step a link; nothing where none was seen. */
function wayNodes({ id, path }: Pick<OverviewSummary['risks'][number], 'id' | 'path'>, send: Send): Node[] {
  if (path.by === 'every-request') return [element('p', { class: 'quiet' }, t('Every request passes it.'))];
  if (path.steps.length === 0) return [];
  const steps = path.steps.flatMap(({ text, place }, at) => [
    ...(at > 0 ? [' → '] : []),
    placeButton(place, { text: text.replace(/^calls /, ''), key: `way:${id}:${at}`, send }),
  ]);
  return [element('p', { class: 'quiet' }, element('strong', {}, t('On the path of:'), ' '), ...steps)];
}

/** Open notes. */
export function noteNodes(notes: readonly OverviewNote[], send: Send): Node[] {
  const all = element(
    'button',
    { type: 'button', class: 'link', 'data-key': 'notes', click: () => send({ type: 'notes' }) },
    t('Show the notes'),
  );
  if (notes.length === 0) return [heading(t('Open notes')), element('p', {}, t('No note is open.'), ' ', all)];
  const list = notes.map(({ id, kind, place, lost, comments }) => {
    const [first] = comments;
    const replies = comments.length - 1;
    return element(
      'li',
      {},
      element('span', { class: 'mark' }, wordsOf(noteWords(t), kind).toLowerCase()),
      ' ',
      element('span', { class: 'said' }, ...inline(first?.text ?? '')),
      element(
        'span',
        { class: 'quiet' },
        ` ${first?.by ?? ''}, ${first?.date ?? ''}${replies === 0 ? '' : replies === 1 ? t(', 1 reply') : t(', {0} replies', replies)} `,
      ),
      place && !lost
        ? placeButton(place, { key: `note:${id}`, send })
        : lost
          ? element('span', { class: 'quiet' }, t('location lost'))
          : undefined,
    );
  });
  return [heading(t('Open notes')), element('ul', {}, ...list), element('p', {}, all)];
}

/** What was decided, and what was said to be not met or not to apply. */
export function decisionNodes(decisions: readonly DecisionView[], send: Send): Node[] {
  if (decisions.length === 0) return [];
  const list = decisions.map(({ text, outcome, reason, by, date, item, place }, index) => {
    const name: Child =
      item === undefined
        ? element('span', { class: 'said' }, ...inline(text))
        : itemButton(item, { text, key: `decision:${item}`, send });
    const said =
      outcome === 'decided'
        ? reason === undefined
          ? ''
          : `: ${reason}`
        : outcome === 'no'
          ? t(': no, accepted. Reason: {0}', reason ?? '')
          : t(': not applicable. Reason: {0}', reason ?? '');
    return element(
      'li',
      {},
      name,
      ...inline(`${said} `),
      element('span', { class: 'quiet' }, `${by}, ${date} `),
      place ? placeButton(place, { key: `decided:${index}`, send }) : undefined,
    );
  });
  return [heading(t('Decisions')), element('ul', {}, ...list)];
}

const directions = { better: 'arrow-up', worse: 'arrow-down', known: 'eye', other: 'circle-small' } as const;

const directionWords = {
  better: t('better:'),
  worse: t('worse:'),
  known: t('now known:'),
  other: t('other:'),
} as const;

/** What has changed since the export before. */
export function changeNodes({ text, changes }: OverviewSummary['changes'], send: Send): Node[] {
  const list = changes.map(({ direction, text: words, item }, index) =>
    element(
      'li',
      {},
      icon(directions[direction]),
      element('span', { class: 'hidden' }, `${directionWords[direction]} `),
      ' ',
      item === undefined ? words : itemButton(item, { text: words, key: `change:${index}`, send }),
    ),
  );
  return [
    heading(t('What changed')),
    element('p', {}, text),
    ...(list.length > 0 ? [element('ul', { class: 'plain' }, ...list)] : []),
  ];
}
