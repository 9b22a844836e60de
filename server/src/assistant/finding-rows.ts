import * as z from 'zod';
import type { FoldedFinding } from '../index/folding.ts';
import type { Fix } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { cut, limits } from './limits.ts';
import type { Places } from './places.ts';

const place = z.object({ at: z.string(), message: z.string() });

/** A finding with its evidence. */
export const findingFormat = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  message: z.string(),
  at: z.string().describe('file:line'),
  line: z.string().describe('The text of the line'),
  guide: z.string().describe('Page of the Guide, for prr_read_guide'),
  services: z.array(z.string()),
  entry: z.string().optional().describe('The route, RPC or consumer whose request reaches it, and where'),
  waits: z.enum(['user', 'queue']).optional().describe('user: somebody waits for that request'),
  evidence: z.array(place).optional().describe('Related locations: the request path, where it was decided, …'),
  also: z.array(z.string()).optional().describe('Further locations of the same fault'),
  more: z.int().optional().describe('Locations beyond those that are listed'),
  ignored: z.string().optional().describe('The reason that a comment gives for ignoring it'),
  fixes: z
    .array(
      z.object({
        title: z.string(),
        safety: z.enum(['safe', 'suggestion']),
        edits: z.array(z.object({ at: z.string(), replaces: z.string(), with: z.string() })),
        left: z.int().optional().describe('Edits beyond those that are listed'),
      }),
    )
    .optional(),
});
export type FindingRow = z.output<typeof findingFormat>;

interface RowOptions {
  readonly places: Places;
  readonly fixes: boolean;
  text(file: string): Promise<string | undefined>;
  /** Which services a finding belongs to, and who waits for it: by the workspace as it is, or as it would be. */
  readonly index: Pick<Readiness['live']['index'], 'ownersOf' | 'onPath'>;
}

/** Makes rows of findings. */
export function rowsOf(
  core: Pick<Readiness, 'rules'>,
  { places, fixes, index, text }: RowOptions,
): (finding: FoldedFinding) => Promise<FindingRow> {
  const guides = new Map(core.rules.map((rule) => [rule.id, rule.docs.guide]));
  return async (finding) => {
    const { rule, severity, message, file, fact, related, also, suppressed } = finding;
    const path = index.onPath(file, finding.span);
    const [first] = path?.steps ?? [];
    const evidence = await inTurn(related.slice(0, limits.places), async (each) => ({
      at: await places.at(each),
      message: cut(each.message),
    }));
    const copies = await inTurn(also.slice(0, limits.places), places.at);
    const more = related.length - evidence.length + also.length - copies.length;
    return {
      rule,
      severity,
      message: cut(message),
      at: await places.at(finding),
      line: await places.line(finding),
      guide: guides.get(rule) ?? '',
      services: [...(finding.services ?? index.ownersOf(file, fact))].slice(0, limits.places),
      ...(first ? { entry: `${cut(first.words, limits.name)} at ${await places.at(first)}` } : {}),
      ...(path ? { waits: path.waits } : {}),
      ...(evidence.length > 0 ? { evidence } : {}),
      ...(copies.length > 0 ? { also: copies } : {}),
      ...(more > 0 ? { more } : {}),
      ...(suppressed ? { ignored: cut(suppressed.reason) } : {}),
      ...(fixes ? { fixes: await inTurn(finding.fixes.slice(0, 3), (fix) => fixOf(fix, { places, text })) } : {}),
    };
  };
}

async function fixOf(
  { title, safety, changes }: Fix,
  { places, text }: Pick<RowOptions, 'places' | 'text'>,
): Promise<NonNullable<FindingRow['fixes']>[number]> {
  const all = await inTurn(changes, async (change) => {
    if ('create' in change) return [{ at: `${change.file}:1`, replaces: '', with: cut(change.create, limits.comment) }];
    const whole = (await text(change.file)) ?? '';
    return inTurn(change.edits, async ({ span, text: next }) => ({
      at: await places.at({ file: change.file, span }),
      replaces: cut(whole.slice(span.start, span.end), limits.comment),
      with: cut(next, limits.comment),
    }));
  });
  const edits = all.flat();
  const left = edits.length - limits.places;
  return { title: cut(title), safety, edits: edits.slice(0, limits.places), ...(left > 0 ? { left } : {}) };
}

/** A finding as text for a model: its place first, then why, and the page to cite. */
export function findingText(row: FindingRow): string {
  const { at, severity, rule, message, guide, line, entry, waits, evidence = [], also = [], more } = row;
  const who = waits === 'user' ? ', a user waits' : '';
  return [
    `${at} ${severity} ${rule}: ${message} (guide: ${guide})`,
    ...(line === '' ? [] : [`  | ${line}`]),
    ...(entry === undefined ? [] : [`  reached from ${entry}${who}`]),
    ...evidence.map((each) => `  ${each.at} ${each.message}`),
    ...(also.length > 0 ? [`  also: ${also.join(', ')}`] : []),
    ...(more === undefined ? [] : [`  and ${more} more locations`]),
    ...(row.fixes ?? []).flatMap((fix) => [
      `  fix: ${fix.title} (${fix.safety})`,
      ...fix.edits.map(
        (edit) => `    ${edit.at} replace ${JSON.stringify(edit.replaces)} with ${JSON.stringify(edit.with)}`,
      ),
    ]),
  ].join('\n');
}

/** One after the other: texts are read as they are needed. */
export async function inTurn<T, R>(items: readonly T[], step: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await step(item));
  return results;
}
