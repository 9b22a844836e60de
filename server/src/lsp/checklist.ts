import { ErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { ClaimStatus, ItemStatus } from '../model/review.ts';
import { aspectNames, aspects, aspectTitles, type Site } from '../model/site.ts';
import { method, type Changed, type ServiceParams } from '../protocol.ts';
import { claimStateName, countClaims, itemStateName, progressWords } from '../review/states.ts';
import type {
  AnswerParams,
  ChangeView,
  ChecklistView,
  ClaimView,
  EvidenceView,
  ItemView,
} from '../protocol/checklist.ts';
import { locatorOf, type Context } from './context.ts';
import type { Locator } from './convert.ts';
import { pausing } from './guard.ts';
import { profileView } from './profile.ts';
import { findService, serviceViews } from './services.ts';
import { mustName } from './well-formed.ts';

/** Evidence shown under an item; the rest is counted. */
const maxEvidence = 20;

type Notify = (...what: Changed['what'][number][]) => void;

/** Checklist and answers. Changes throw, so that the client can say what went wrong. */
export function registerChecklist(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const fail = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);

  connection.onRequest(
    method.checklist,
    context.guard(
      'checklist',
      null,
      async (wanted: ServiceParams, token?: CancellationToken): Promise<ChecklistView | null> => {
        const between = pausing(token);
        const found = (await findService(context, wanted)) ?? (await findService(context, {}));
        if (!found) return null;
        const { folder, core } = found;
        // Half a workspace would give half a checklist, and the view would change under the reader's eyes.
        if (!core.live.complete && core.status().state !== 'ready') return null;
        const { items, profile } = await (await core.review()).of(found.service);
        await between();
        const at = locatorOf(folder, core);
        const views = await Promise.all(
          items.map(async (status) => ({ aspect: status.item.aspect, view: await itemView(status, at) })),
        );
        return {
          service: found.service.name,
          folder: folder.uri,
          services: await serviceViews(context),
          profile: await profileView(profile, at),
          aspects: aspects
            .map((id) => ({
              id,
              name: aspectNames[id],
              title: aspectTitles[id],
              items: views.filter(({ aspect }) => aspect === id).map(({ view }) => view),
            }))
            .filter(({ items: own }) => own.length > 0),
        };
      },
    ),
  );

  connection.onRequest(method.answer, async (params: AnswerParams): Promise<ChangeView> => {
    mustName(params, 'service', 'item', 'answer');
    const { folder, service, item, answer, reason, by, link } = params;
    const found = await findService(context, { service, ...(folder === undefined ? {} : { folder }) });
    if (!found) throw fail(`there is no service ${service}`);
    const given = { service, item, answer, reason, by, ...(link === undefined ? {} : { link }) };
    const change = await (await found.core.review()).answer(given);
    changed('checklist');
    return { folder: found.folder.uri, ...change };
  });
  connection.onRequest(method.undo, async ({ folder: uri, ...change }: ChangeView): Promise<null> => {
    const found = (await context.cores()).find(({ folder }) => folder.uri === uri);
    if (!found) throw fail('its folder is no longer open');
    await (await found.core.review()).undo(change);
    changed('checklist', 'services');
    return null;
  });
}

async function itemView(status: ItemStatus, at: Locator): Promise<ItemView> {
  const { item, state, because, claims, answer, stale, framework, included, history, former, changes } = status;
  const counts = countClaims([status]);
  return {
    id: item.id,
    title: item.title,
    question: status.ask,
    why: item.why,
    guide: item.guide,
    source: item.source,
    priority: item.priority,
    phases: item.phases,
    included,
    state,
    stateName: itemStateName(status),
    because,
    wanted: item.evidence,
    claims: await Promise.all(claims.map((claim) => claimView(claim, at))),
    counts,
    progress: progressWords(counts),
    history,
    former: former.map(({ moved, answer: said, counts: isAnswer }) => ({
      title: moved.title,
      question: moved.question,
      answer: said,
      counts: isAnswer,
    })),
    changes,
    ...(answer ? { answer: answerView(answer) } : {}),
    ...(framework
      ? { framework: { name: framework.name, because: framework.because, at: await at.view(framework.at) } }
      : {}),
    ...(stale === undefined ? {} : { stale }),
  };
}

async function claimView(status: ClaimStatus, at: Locator): Promise<ClaimView> {
  const { claim, verdict, because, ask, answered, sites, places } = status;
  const seen = evidenceOf(status);
  return {
    id: claim.id,
    text: claim.text,
    verdict,
    stateName: claimStateName(status),
    because,
    ...(ask === undefined ? {} : { ask }),
    ...(answered === undefined ? {} : { answered }),
    evidence: await Promise.all(seen.slice(0, maxEvidence).map((each) => evidenceView(each, at))),
    more: Math.max(0, sites.length + places.length - maxEvidence),
  };
}

type Evidence = Pick<Site, 'verdict' | 'rule' | 'message' | 'ask' | 'file' | 'span'>;

/** What rules saw, and what a reader or a module showed. */
function evidenceOf({ claim, verdict, sites, places }: ClaimStatus): Evidence[] {
  const read = places.map(({ file, span, message }): Evidence => ({
    verdict: verdict === 'shown' || verdict === 'violated' ? verdict : 'cannot-tell',
    rule: claim.reader ?? '',
    message,
    file,
    span,
  }));
  return [...sites, ...read];
}

function answerView({ answer, reason, by, date, link }: NonNullable<ItemStatus['answer']>) {
  return { answer, reason, by, date, ...(link === undefined ? {} : { link }) };
}

async function evidenceView(site: Evidence, at: Locator): Promise<EvidenceView> {
  const { verdict, rule, message, ask } = site;
  return { verdict, rule, message, at: await at.view(site), ...(ask === undefined ? {} : { ask }) };
}
