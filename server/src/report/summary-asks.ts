import type { ServiceProfile } from '../model/profile.ts';
import type { ItemStatus } from '../model/review.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import type { Risk, Summary } from './summary-format.ts';
import { counted, listed, opening, type PlaceOf } from './summary-input.ts';

type Ask = Summary['asks'][number];
type Line = Ask['asks'][number];

export interface AsksInput {
  readonly items: readonly ItemStatus[];
  readonly risks: readonly Risk[];
  readonly notes: readonly PlacedNote[];
  readonly profile: ServiceProfile | undefined;
  readonly placeOf: PlaceOf;
}

/** What is asked of whom: the owner first, then whoever has a question or an answer to look at again. */
export async function asksOf({ items, risks, notes, profile, placeOf }: AsksInput): Promise<Ask[]> {
  const owner = profile?.owner?.value;
  const lines = new Map<string, Line[]>();
  const add = (who: string, line: Line) => lines.set(who, [...(lines.get(who) ?? []), line]);
  const ownerName = owner ?? 'The team of the service (no owner is named)';
  for (const line of ownerLines(items, risks, profile)) add(ownerName, line);
  for (const { planned, title, id, from } of risks) {
    if (planned?.by === undefined) continue;
    const until = planned.due === undefined ? '' : ` until ${planned.due}`;
    add(planned.by, { text: `Mend “${title}”${until}, as planned`, ...(from === 'item' ? { item: id } : {}) });
  }
  for (const { note } of notes) {
    if (note.state !== 'open' || note.kind !== 'risk') continue;
    const about = items.find(({ item }) => item.id === note.item)?.item;
    const [first] = note.comments;
    add(ownerName, {
      text: `Agree what to do about the risk noted by ${first?.by ?? 'somebody'}: “${opening(first?.text ?? '', 80)}”${about ? `, on “${about.title}”` : ''}`,
      note: note.id,
      ...(about ? { item: about.id } : {}),
    });
  }
  for (const { note, placement } of notes) {
    if (note.state !== 'open' || note.kind !== 'question') continue;
    const [first] = note.comments;
    const last = note.comments.at(-1);
    if (!first || !last) continue;
    const { anchor } = note;
    const place =
      anchor && placement?.state === 'placed'
        ? { place: await placeOf({ file: anchor.file, span: placement.span }) }
        : {};
    const words = `“${opening(first.text)}”`;
    if (last.by === first.by)
      add(ownerName, { text: `Answer the question of ${first.by}: ${words}`, note: note.id, ...place });
    else
      add(first.by, {
        text: `Say whether the answer of ${last.by} will do, and resolve it: ${words}`,
        note: note.id,
        ...place,
      });
  }
  for (const { item, stale, answer, included } of items) {
    if (included.value && stale !== undefined && answer)
      add(answer.by, { text: `Look again at “${item.title}”, answered on ${answer.date}: ${stale}`, item: item.id });
  }
  return [...lines].map(([who, asks]) => ({ who, named: who === owner || who !== ownerName, asks }));
}

function* ownerLines(
  items: readonly ItemStatus[],
  risks: readonly Risk[],
  profile: ServiceProfile | undefined,
): Generator<Line> {
  // What somebody has taken is asked of them; what was set aside is asked of nobody.
  const live = risks.filter(({ accepted, planned }) => !accepted && planned?.by === undefined);
  const [first] = live;
  if (first) {
    const fixes = live.flatMap(({ places }) => places).filter(({ fix }) => fix).length;
    const help = fixes > 0 ? `; the extension offers a fix for ${counted(fixes, 'place')}` : '';
    yield {
      text: `Mend ${live.length === 1 ? 'the risk' : `the ${live.length} risks, first`} “${first.title}”${help}`,
      ...(first.from === 'item' ? { item: first.id } : first.from === 'note' ? { note: first.id } : {}),
    };
  }
  const open = items.filter(
    ({ included, state }) => included.value && (state === 'unanswered' || state === 'cannot-tell'),
  );
  const high = open.filter(({ item }) => item.priority === 'high');
  const chosen = high.length > 0 ? high : open;
  const [one] = chosen;
  if (one) {
    const rest =
      high.length > 0 && open.length > high.length ? `, then ${open.length - high.length} of lower priority` : '';
    const kind = high.length > 0 ? 'important question' : 'question';
    const what = chosen.length === 1 ? `the ${kind}` : `the ${chosen.length} ${kind}s`;
    yield {
      text: `Answer ${what}${chosen.length > 1 ? ', first' : ':'} “${one.item.title}”${rest}`,
      item: one.item.id,
    };
  }
  const unsaid = unsaidFields(profile);
  const [field] = unsaid;
  if (field)
    yield { text: `Say ${listed(unsaid.map((each) => fieldWords[each]))}, in its description in .prr/services`, field };
}

type Field = 'description' | 'owner' | 'tier' | 'phase';

const fieldWords: Readonly<Record<Field, string>> = {
  description: 'what it does and for whom',
  owner: 'who owns it',
  tier: 'how critical it is (tier)',
  phase: 'its phase',
};

function unsaidFields(profile: ServiceProfile | undefined): Field[] {
  if (!profile) return [];
  return [
    ...(profile.description === undefined ? (['description'] as const) : []),
    ...(profile.owner === undefined || profile.owner.assumed ? (['owner'] as const) : []),
    ...(profile.tier.assumed ? (['tier'] as const) : []),
    ...(profile.phase === undefined || profile.phase.assumed ? (['phase'] as const) : []),
  ];
}
