import type { EngagementView, PartId, PartView } from '../model/engagement.ts';
import { partIds } from '../model/engagement.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import { openRanges } from '../report/findings.ts';
import { readExports } from '../review/exports.ts';
import type { Review, ServiceReview } from '../review/review.ts';
import type { Change as FileChange } from '../workspace/workspace.ts';
import { followupsAt, type FollowupAt } from './seen/followups.ts';
import { engagementFolder, type Said } from './formats.ts';
import type { Branch, PartInput, PartModule } from './part.ts';
import { parts } from './parts.ts';
import { withFormerAnswers, withMovedImprovements } from './kit/former-answers.ts';
import { withMistakes } from './kit/mistakes.ts';
import type { NamedService } from '../documents/postmortems/services.ts';
import { openPostmortems } from '../documents/postmortems/postmortems.ts';
import { openSaid, type SaidReader } from './kit/said.ts';
import { makeChange, strayFolders } from './kit/store.ts';
import { standingOf } from './state/standing.ts';
import { stateActions } from './state/actions.ts';
import type { ReviewCore } from '../review/core.ts';

/** The engagements of a workspace's services. */
export interface Engagements {
  of(service: Service, options?: EngagementOptions): Promise<EngagementView>;
  part(service: Service, part: PartId): Promise<PartView>;
  /** Does what an action's form says; gives the change, which can be undone. Throws with a sentence for people. */
  act(service: Service, given: Given): Promise<FileChange>;
  /** Follow-ups of postmortems that are not done and name a file, at their lines. */
  followupsIn(file: string): Promise<readonly FollowupAt[]>;
  /** What people wrote of a service, with mistakes in the files. */
  said(service: Service): Promise<{ said: Said; problems: readonly Problem[] }>;
}

export interface EngagementOptions {
  /** The review of the service as it is now, where the caller has it. */
  readonly reviewed?: ServiceReview;
  /** Awaited between the parts, each of which may take a while; it may throw, to end the work. */
  readonly between?: (() => Promise<void>) | undefined;
}

export interface Given {
  /** `advice.answer`. */
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly by: string;
}

export interface EngagementPorts {
  readonly core: ReviewCore;
  readonly review: Review;
  readonly rules: readonly Rule[];
  readonly mode: PartInput['mode'];
  /** The base that findings are compared with, if there is one now. */
  branch(): Branch | undefined;
}

/** Engagements over a core and its review; reads `.prr/` anew each time, so that a hand edit counts at once. */
export function openEngagements({ core, review, rules, mode, branch }: EngagementPorts): Engagements {
  const { workspace, live, knowledge } = core;
  const { index } = live;

  const saidBy = (reader: SaidReader) => async (service: Service) =>
    reader.of(service.name, await review.formerNames(service));
  const said = async (service: Service) => saidBy(openSaid(workspace, core.today()))(service);

  const isWritten = async (names: Iterable<string>): Promise<boolean> => {
    for (const name of names) {
      const folder = `${engagementFolder}/${name}`;
      if ((await workspace.names(folder)).length + (await workspace.folders(folder)).length > 0) return true;
    }
    return false;
  };

  /** Descriptors are read when something has changed, too. */
  const named = (services: readonly Service[]): Promise<readonly NamedService[]> =>
    Promise.all(
      services.map(async (service) => {
        const title = await review.titleOf(service);
        return { ...service, was: await review.formerNames(service), ...(title === undefined ? {} : { title }) };
      }),
    );

  /** That what is written under a name of no service may be of this one. */
  const renamed = async ({ name }: Service): Promise<string[]> => {
    const services = core.services();
    const former = await Promise.all(services.map(async (each) => review.formerNames(each)));
    const stray = await strayFolders(workspace, [...services.map((each) => each.name), ...former.flat()]);
    return stray.map(
      ({ folder }) =>
        `${engagementFolder}/${folder} belongs to no service: if ${name} had that name, add was: [${folder}] to .prr/services/${name}.yaml.`,
    );
  };

  const readPostmortems = openPostmortems({ index, text: (file) => live.text(file) });
  const postmortems = (services: readonly Service[]) => readPostmortems(() => named(services));

  const inputFor = async (service: Service, known?: ServiceReview) => {
    const services = core.services();
    const was = await review.formerNames(service);
    const saidOf = saidBy(openSaid(workspace, core.today()));
    const [reviewed, portraits, notes, { said: own, problems }, recorded] = await Promise.all([
      known ?? review.of(service),
      review.portraits(),
      review.notes(),
      saidOf(service),
      readExports(workspace, [...was, service.name]),
    ]);
    const names = new Set([service.name, ...was]);
    const base = branch();
    const at = openRanges((file) => live.text(file));
    const input: PartInput = {
      service,
      services,
      review: reviewed,
      portrait: portraits(service, reviewed.profile),
      notes: notes.filter(({ note }) => note.service === undefined || names.has(note.service)),
      said: withMovedImprovements(own, review),
      problems,
      exports: recorded.exports,
      index,
      knowledge,
      rules,
      guide: review.guide,
      today: core.today(),
      mode,
      ...(base ? { branch: base } : {}),
      text: (file) => live.text(file),
      lineOf: async (place) => ({ file: place.file, line: (await at(place)).range.start.line }),
      reviewOf: (other) => review.of(other),
      postmortems: () => postmortems(services),
      portraitOf: (other) => portraits(other, undefined),
      saidOf: async (other) => (await saidOf(other)).said,
    };
    return { input, problems, names };
  };

  return {
    said,
    async of(service, { reviewed, between } = {}) {
      const { input, problems, names } = await inputFor(service, reviewed);
      const views: PartView[] = [];
      // One after the other: in between the editor gets its answers.
      for (const part of parts) {
        await between?.();
        views.push(await shown(part, input));
      }
      views.sort((a, b) => partIds.indexOf(a.id) - partIds.indexOf(b.id));
      const written = await isWritten(names);
      return {
        ...(await standingOf(input, views, problems)),
        parts: views,
        written,
        problems: [
          ...problems.map(({ file, message }) => `${file}: ${message}`),
          ...(written ? [] : await renamed(service)),
        ],
      };
    },
    async part(service, wanted) {
      const { input } = await inputFor(service);
      const part = parts.find(({ id }) => id === wanted);
      if (!part) throw new Error(`there is no part ${wanted}`);
      return shown(part, input);
    },
    async followupsIn(file) {
      const services = core.services();
      const found = new Map<string, FollowupAt>();
      // Asked at each pause in typing: most workspaces have none.
      if ((await postmortems(services)).length === 0) return [];
      for (const service of index.servicesOf(file)) {
        const { said: own } = await said(service);
        const input = {
          index,
          text: (path: string) => live.text(path),
          services,
          service,
          said: own,
          today: core.today(),
          postmortems: () => postmortems(services),
        };
        for (const each of await followupsAt(input)) if (each.file === file) found.set(each.followup.action.id, each);
      }
      return [...found.values()].sort((a, b) => a.line - b.line);
    },
    async act(service, { action, values, by }) {
      const [part = '', name = ''] = action.split('.');
      const change = part === 'state' ? stateActions[name] : parts.find(({ id }) => id === part)?.actions[name];
      if (!change) throw new Error(`there is no action ${action}`);
      if (by.trim() === '') throw new Error('enter your name');
      const filled = Object.fromEntries(
        Object.entries(values)
          .map(([key, value]) => [key, value.trim()] as const)
          .filter(([, value]) => value !== ''),
      );
      const who = { by: by.trim(), date: core.today(), service: service.name };
      return makeChange(workspace, { change, values: filled, who, was: await review.formerNames(service) });
    },
  };
}

/** A part as a person sees it: with the mistakes in its file, and what was answered before it kept these questions. */
async function shown(part: PartModule, input: PartInput): Promise<PartView> {
  return withFormerAnswers(await withMistakes(await part.show(input), input.problems, input), input.review.former);
}
