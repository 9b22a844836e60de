import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Place } from '../model/span.ts';
import { method, type Changed } from '../protocol.ts';
import type { ChangeView } from '../protocol/checklist.ts';
import type { ProposalParams, ProposalRef, ProposalView } from '../protocol/proposals.ts';
import type { Proposal } from '../review/proposals/proposals.ts';
import { locatorOf, type Context } from './context.ts';
import { uriOf } from './convert.ts';
import { mustName } from './well-formed.ts';

type Notify = (...what: Changed['what'][number][]) => void;

/** What assistants proposed, and what a person decides about it. */
export function registerProposals(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const homeOf = async (uri: string) => {
    const found = (await context.cores()).find(({ folder }) => folder.uri === uri);
    if (!found) throw new ResponseError(ErrorCodes.InvalidRequest, 'the folder of this proposal is no longer open');
    return found;
  };
  connection.onRequest(
    method.proposals,
    context.guard('proposals', [], async (): Promise<ProposalView[]> => {
      const all = (await context.cores()).map(async ({ folder, core }) => {
        const review = await core.review();
        const titles = new Map(review.items.map(({ id, title }) => [id, title]));
        const at = locatorOf(folder, core);
        return Promise.all(
          (await review.proposals()).map(async (proposal): Promise<ProposalView> => {
            const place = await placeOf(proposal, (file) => core.live.text(file));
            const { id, by, at: time, service, answer, note } = proposal;
            const item = answer?.item ?? note?.item;
            const title = titles.get(item ?? '');
            return {
              id,
              folder: folder.uri,
              file: uriOf(folder.path, proposal.file),
              by,
              at: time,
              text: answer?.reason ?? note?.text ?? '',
              evidence: answer?.evidence ?? [],
              ...(service === undefined ? {} : { service }),
              ...(item === undefined ? {} : { item }),
              ...(title === undefined ? {} : { itemTitle: title }),
              ...(answer ? { answer: answer.answer } : {}),
              ...(note ? { kind: note.kind } : {}),
              ...(place ? { place: await at.view(place) } : {}),
            };
          }),
        );
      });
      return (await Promise.all(all)).flat();
    }),
  );
  connection.onRequest(method.acceptProposal, async (params: ProposalParams): Promise<ChangeView | null> => {
    mustName(params, 'id', 'folder', 'by');
    const { folder, core } = await homeOf(params.folder);
    const change = await (await core.review()).acceptProposal(params.id, params.by);
    changed('checklist', 'notes');
    return change ? { folder: folder.uri, ...change } : null;
  });
  connection.onRequest(method.deleteProposal, async (params: ProposalRef): Promise<ChangeView> => {
    mustName(params, 'id', 'folder');
    const { folder, core } = await homeOf(params.folder);
    const change = await (await core.review()).deleteProposal(params.id);
    changed('checklist');
    return { folder: folder.uri, ...change };
  });
}

/** Where a note would be, or the first line that shows an answer. */
async function placeOf(
  { answer, note }: Proposal,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<Place | undefined> {
  if (note?.anchor && note.placement?.state === 'placed') return { file: note.anchor.file, span: note.placement.span };
  const [, file, line] = /^(.+):(\d+)$/.exec(answer?.evidence?.[0] ?? '') ?? [];
  const text = file === undefined ? undefined : await textOf(file);
  if (file === undefined || text === undefined) return undefined;
  const lines = text.split('\n');
  const start = lines.slice(0, Number(line) - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { file, span: { start, end: start + (lines[Number(line) - 1]?.length ?? 0) } };
}
