import type { Guide } from '../guide/guide.ts';
import { foldFindings } from '../index/folding.ts';
import type { FileFacts } from '../model/fact.ts';
import type { Problem } from '../model/problem.ts';
import type { Answer, ChecklistItem, ItemStatus } from '../model/review.ts';
import type { Service } from '../model/service.ts';
import type { Finding, Site } from '../model/site.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Rule } from '../model/rule.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answerFolder, readAnswers, removeAnswer, writeAnswer } from './answers.ts';
import { checklistStatus, fingerprint } from './checklist.ts';
import { unreadFor } from './unread.ts';
import { readNotes } from './notes.ts';
import { openNotes, type Notes } from './placed-notes.ts';

/** All that a summary and the views say of one service. */
export interface ServiceReview {
  readonly service: Service;
  readonly items: readonly ItemStatus[];
  /** Findings of the service, waived ones among them. */
  readonly findings: readonly Finding[];
}

export type AnswerChange = Omit<Answer, 'date' | 'evidence' | 'answer'> & {
  readonly answer: Answer['answer'] | 'none';
};

/** The review of a workspace: checklist, answers and notes over what the core knows. */
export interface Review extends Notes {
  readonly guide: Guide;
  readonly items: readonly ChecklistItem[];
  of(service: Service): Promise<ServiceReview>;
  answer(change: AnswerChange): Promise<void>;
  /** Mistakes in answers and notes, as of now. */
  problems(): Promise<readonly Problem[]>;
}

/** What the review sees of the core. */
export interface ReviewCore {
  readonly workspace: Workspace;
  readonly live: {
    readonly index: Pick<WorkspaceIndex, 'servicesOf' | 'paths' | 'files'>;
    text(file: string): Promise<string | undefined>;
  };
  readonly rules: readonly Rule[];
  today(): string;
  services(): readonly Service[];
  allFindings(): readonly Finding[];
  sites(): readonly Site[];
}

export interface ReviewPorts {
  readonly guide: Guide;
  readonly items: readonly ChecklistItem[];
  /** Now, as an ISO time in UTC with seconds. */
  now(): string;
}

/** The review over a core; reads `.prr/` anew each time, so that a hand edit counts at once. */
export function openReview(core: ReviewCore, { guide, items, now }: ReviewPorts): Review {
  const { workspace } = core;
  const notes = openNotes(core, now);

  const evidenceOf = (service: Service) => {
    const belongs = (site: Site) => {
      const services = core.live.index.servicesOf(site.file, site.fact);
      return services.length === 0 || services.some((each) => each.name === service.name);
    };
    const findings = core.allFindings().filter(belongs);
    const waived = new Map<string, number>();
    const ignored = new Set<string>();
    for (const finding of findings) {
      if (!finding.suppressed) continue;
      waived.set(finding.rule, (waived.get(finding.rule) ?? 0) + 1);
      ignored.add(keyOf(finding));
    }
    const sites = core.sites().filter((site) => belongs(site) && !ignored.has(keyOf(site)));
    return { sites, waived, findings: foldFindings(findings) };
  };

  const of = async (service: Service): Promise<ServiceReview> => {
    const { sites, waived, findings } = evidenceOf(service);
    const { answers } = await readAnswers(workspace, service.name);
    const rules = new Set(core.rules.map((rule) => rule.id));
    const unread = unreadFor({
      service,
      services: core.services(),
      rules: core.rules,
      paths: core.live.index.paths(),
      troubles: troubles(core.live.index.files()),
    });
    const input = { items, sites, waived, answers, rules, unread, today: core.today(), service: service.name };
    return { service, findings, items: checklistStatus(input) };
  };

  return {
    guide,
    items,
    of,
    async answer({ answer, ...rest }) {
      if (answer === 'none') return removeAnswer(workspace, rest);
      const service = core.services().find((each) => each.name === rest.service);
      const status = service ? (await of(service)).items.find(({ item }) => item.id === rest.item) : undefined;
      const evidence = status && status.sites.length > 0 ? { evidence: fingerprint(status.sites) } : {};
      await writeAnswer(workspace, { ...rest, answer, date: core.today(), ...evidence });
    },
    ...notes,
    async problems() {
      const { problems } = await readNotes(workspace);
      const folders = await workspace.folders(answerFolder);
      const answers = await Promise.all(folders.map((service) => readAnswers(workspace, service)));
      return [...problems, ...answers.flatMap((each) => each.problems)];
    },
  };
}

function keyOf(site: Site): string {
  return `${site.rule}\t${site.file}\t${site.span.start}\t${site.span.end}`;
}

function* troubles(files: Iterable<FileFacts>): Generator<{ file: string; trouble: string }> {
  for (const { file, facts } of files) {
    for (const fact of facts) if (fact.kind === 'trouble') yield { file, trouble: fact.trouble };
  }
}
