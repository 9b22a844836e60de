import type { Guide } from '../guide/guide.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceProfile, Told } from '../model/profile.ts';
import type { ChecklistItem, FormerAnswer, ItemStatus, MovedItem } from '../model/review.ts';
import type { Service } from '../model/service.ts';
import type { Finding } from '../model/site.ts';
import type { Place } from '../model/span.ts';
import type { Change } from '../workspace/workspace.ts';
import {
  answerFolder,
  formerAnswer,
  orphaned,
  readAnswers,
  removeAnswer,
  writeAnswer,
  type AnswerChange,
} from './answers.ts';
import { checklistStatus } from './checklist.ts';
import { modulesOf } from './conformance.ts';
import { coversOf } from './covers.ts';
import { readObserved } from './observed.ts';
import { readAlertmanager } from './observed-alertmanager.ts';
import { describe, descriptorFile, readDescriptors, type Descriptor } from './descriptors.ts';
import { openEvidence } from './evidence.ts';
import { most } from './formats.ts';
import { draftDescriptor } from './draft-descriptor.ts';
import { readNotes } from './notes/notes.ts';
import { openNotes, type Notes } from './notes/placed-notes.ts';
import { openProposals, readProposals, type Proposals } from './proposals/proposals.ts';
import { openPortraits, type Portraits } from './portrait.ts';
import { componentOf, declaredCalls, profileOf, rotationSaid } from './profile.ts';
import { leftAnswers, movedFrom } from './former-answers.ts';
import { openReadings } from './readings.ts';
import { evidenceOf, seenOf } from './staleness.ts';
import type { Cover } from './item-state.ts';
import type { ReviewCore } from './core.ts';

/** All that a summary and the views say of one service. */
export interface ServiceReview {
  readonly service: Service;
  readonly profile: ServiceProfile;
  /** All items, those that are not on the list of this service among them (`included`). */
  readonly items: readonly ItemStatus[];
  /** Findings of the service, waived ones among them. */
  readonly findings: readonly Finding[];
  /** What was answered to questions that left the checklist, oldest first. */
  readonly former: readonly { readonly moved: MovedItem; readonly answer: FormerAnswer }[];
}

/** The review of a workspace: profile, checklist, answers and notes over what the core knows. */
export interface Review extends Notes, Proposals {
  readonly guide: Guide;
  readonly items: readonly ChecklistItem[];
  readonly moved: readonly MovedItem[];
  of(service: Service): Promise<ServiceReview>;
  /** Portraits of services, drawn from what is in the index now. */
  portraits(): Promise<Portraits>;
  /** Names that a service had before, as its descriptor says. */
  formerNames(service: Service): Promise<readonly string[]>;
  /** Its name for people, as its descriptor or a catalogue says; cheap. */
  titleOf(service: Service): Promise<string | undefined>;
  /** Throws when the file with the answer has a mistake, or would have one. */
  answer(change: AnswerChange): Promise<Change>;
  /** Sets fields of a service's descriptor, making the file where there is none. Throws when the file has a mistake. */
  describe(service: string, fields: Readonly<Record<string, unknown>>): Promise<Change>;
  /** Makes a descriptor from what was seen, if there is none, and gives its path. */
  draftDescriptor(service: Service): Promise<{ readonly file: string; readonly created: boolean }>;
  /** Puts a file back as it was before a change. Throws when somebody has changed it since. */
  undo(change: Change): Promise<void>;
  /** Mistakes in descriptors, answers and notes, as of now. */
  problems(): Promise<readonly Problem[]>;
}

export interface ReviewPorts {
  readonly guide: Guide;
  readonly items: readonly ChecklistItem[];
  /** Items of former lists, and where they are asked now. */
  readonly moved: readonly MovedItem[];
  /** Now, as an ISO time in UTC with seconds. */
  now(): string;
  /** Makes the index take what descriptors say of services as of now. */
  declare(): Promise<void>;
  /** What people wrote of the engagement of a service, by its names; `rotation` is what its description says of it. */
  records(names: readonly [string, ...string[]], rotation: Told<string> | undefined): Promise<Records>;
}

/** What people wrote elsewhere than in answers and notes. */
export interface Records {
  /** By item, what shows it. */
  readonly covers: ReadonlyMap<string, Cover>;
  /** That somebody else may come to run the service; absent where nothing says so. */
  readonly handover?: { readonly because: string; readonly at: Place };
}

/**
 * The review over a core. Answers and notes are read anew each time, so that a hand edit counts at once; descriptors when
 * something in the workspace has changed, as the index is told of them too.
 */
export function openReview(core: ReviewCore, { guide, items, moved, now, declare, records }: ReviewPorts): Review {
  const { workspace, live, knowledge } = core;
  const { index } = live;
  const evidence = openEvidence(core);
  const readings = openReadings(core);
  const rules = new Set(core.rules.map((rule) => rule.id));
  const off = new Set(core.rules.flatMap(({ id }) => (core.settings.rules[id] === 'off' ? [id] : [])));

  let described: { readonly version: number; readonly all: Promise<ReadonlyMap<string, Descriptor>> } | undefined;
  /** Read once for all services, and again when something has changed. */
  const descriptors = async (): Promise<ReadonlyMap<string, Descriptor>> => {
    if (described?.version !== index.version) {
      const all = readDescriptors(workspace).then(
        ({ descriptors }) => new Map(descriptors.map((each) => [each.service, each])),
      );
      described = { version: index.version, all };
    }
    return described.all;
  };
  const describedBy = async (service: Service) => (await descriptors()).get(service.name);
  /** The names that it had, without those of services that are there: what stands under these is theirs. */
  const namesBefore = async (service: Service): Promise<readonly string[]> => {
    const said = (await describedBy(service))?.says.was ?? [];
    return [...new Set([...said, ...service.was])].filter(
      (name) => name !== service.name && !core.services().some((each) => each.name === name),
    );
  };

  let drawn: { readonly version: number; readonly portraits: Promise<Portraits> } | undefined;
  const gather = async () => {
    const services = core.services();
    const declared = declaredCalls(services, { index, descriptors: await descriptors() });
    return openPortraits({ services, index, declared });
  };
  const portraits = async () => {
    if (drawn?.version !== index.version) drawn = { version: index.version, portraits: gather() };
    return drawn.portraits;
  };

  const of = async (service: Service): Promise<ServiceReview> => {
    const descriptor = await describedBy(service);
    const { sites, waived, findings, unread } = await evidence(service);
    const was = await namesBefore(service);
    const names = [service.name, ...was] as const;
    const recorded = await records(names, rotationSaid(descriptor));
    const profile = profileOf({ service, index, knowledge, descriptor, handover: recorded.handover });
    const said = await readAnswers(workspace, service.name, was);
    const modules = await modulesOf(service, { index, knowledge, text: (file) => live.text(file) });
    const built = coversOf(service, { index, knowledge, profile, modules });
    const covered = new Map([...recorded.covers, ...built]);
    const list = checklistStatus({
      items,
      moved,
      profile,
      sites,
      waived,
      rules,
      off,
      read: readings({ service, profile }),
      unread: unread.byRule,
      covered,
      answers: said.answers,
      withdrawn: said.withdrawn,
      unreadable: said.unreadable,
      unreadCode: unread.code,
      today: core.today(),
    });
    return { service, profile, findings, items: list, former: leftAnswers(moved, said) };
  };

  /**
   * A service whose code is the whole folder is called after the folder, which others have cloned under another name:
   * with the first answer a descriptor keeps the name.
   */
  const nameRoot = async (name: string) => {
    const service = core.services().find((each) => each.name === name);
    const others = core.services().filter(({ root }) => root === '');
    if (service?.root !== '' || others.length > 1 || (await workspace.kind(descriptorFile(name))) === 'file') return;
    await describe(workspace, name, { root: '.' });
    await declare();
  };

  /** The answer to a former question that means the same: a new one goes on with its history. */
  const movedAnswer = async ({ service, item }: { service: string; item: string }, was: readonly string[]) => {
    const files = movedFrom(item, moved).map((id) => formerAnswer(workspace, id, [service, ...was]));
    return (await Promise.all(files)).find((found) => found !== undefined);
  };

  const write = async ({ answer, ...rest }: AnswerChange): Promise<Change> => {
    const service = core.services().find((each) => each.name === rest.service);
    const was = service ? await namesBefore(service) : [];
    const former = (await formerAnswer(workspace, rest.item, was)) ?? (await movedAnswer(rest, was));
    const given = { ...rest, date: core.today() };
    if (answer === 'none') return removeAnswer(workspace, given, { former });
    const review = service && (await of(service));
    const status = review?.items.find(({ item }) => item.id === rest.item);
    const owner = review?.profile.owner?.value;
    const owned = owner === undefined || owner.length > most.owner ? {} : { owner };
    const decided = status?.item.claims.some(({ checks, reader }) => checks.length > 0 || reader !== undefined);
    const seen = status && decided ? evidenceOf(seenOf(status.claims)) : {};
    const asked = status ? { asked: status.item.question.slice(0, most.asked) } : {};
    return writeAnswer(workspace, { ...given, answer, ...asked, ...seen, ...owned }, { former });
  };

  const answer = async (given: AnswerChange): Promise<Change> => {
    const change = await write(given);
    // Last, so that an answer which is refused leaves nothing behind.
    await nameRoot(given.service);
    return change;
  };

  return {
    guide,
    items,
    moved,
    of,
    portraits,
    formerNames: namesBefore,
    async titleOf(service) {
      const says = (await describedBy(service))?.says.title;
      return says ?? componentOf(index.inWorkspace('component'), service)?.fact.title;
    },
    answer,
    async describe(service, fields) {
      const change = await describe(workspace, service, fields);
      await declare();
      return change;
    },
    async draftDescriptor(service) {
      const file = descriptorFile(service.name);
      const profile = profileOf({ service, index, knowledge, descriptor: await describedBy(service) });
      let created = false;
      await workspace.update(file, (before) => {
        created = before === undefined;
        return before ?? draftDescriptor(service, profile);
      });
      await declare();
      return { file, created };
    },
    async undo({ file, before, after }) {
      const isOurs = /^\.prr\/((answers|services|engagement|rotations|proposals)\/[\w./-]+|platform)\.yaml$/.test(file);
      if (!isOurs || file.includes('..')) throw new Error(`${file} is not a file that prr writes`);
      await workspace.update(file, (text) => {
        if ((text ?? null) !== after) throw new Error(`${file} has changed since`);
        return before ?? undefined;
      });
      await declare();
    },
    ...openNotes(core, now),
    ...openProposals(core, { items, now, answer }),
    async problems() {
      const [notes, proposals, descriptors, folders] = await Promise.all([
        readNotes(workspace),
        readProposals(workspace),
        readDescriptors(workspace),
        workspace.folders(answerFolder),
      ]);
      const answers = await Promise.all(folders.map((service) => readAnswers(workspace, service)));
      const orphans = () => {
        const former = [
          ...descriptors.descriptors.flatMap(({ says }) => says.was ?? []),
          ...core.services().flatMap(({ was }) => was),
        ];
        const known = new Set([...core.services().map(({ name }) => name), ...former]);
        return folders.filter((service) => !known.has(service));
      };
      return [
        ...notes.problems,
        ...proposals.problems,
        ...descriptors.problems,
        ...(await readObserved(workspace)).problems,
        ...(await readAlertmanager(workspace)).problems,
        ...answers.flatMap((each) => each.problems),
        // Until the workspace has been read whole, a service may still show itself.
        ...(await Promise.all((live.complete ? orphans() : []).map((service) => orphaned(workspace, service)))).flat(),
      ];
    },
  };
}
