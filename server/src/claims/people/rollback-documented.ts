import type { Page } from '../../model/artefact-fact.ts';
import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { PageSection } from '../../model/people-fact.ts';
import type { Located } from '../../model/rule.ts';
import { cannotTell, shown, violated } from '../readings.ts';
import { runbooksOf } from './runbook-pages.ts';

const ask = 'Where is it written how to roll back a release?';

/** Documents of a feature may speak of rollbacks, too; these are about running the service. */
const operating =
  /(^|[/_.-])(deploy(ment|ments|ing)?|releas(e|es|ing)|roll-?back|operations|ops|run-?books?|play-?books?|production|on-?call|incidents?|readme|contributing)([/_.-]|$)/i;

/** How to roll back a release is written down, with more than a heading. */
export const rollbackDocumented: ClaimReader = {
  id: 'rollback-documented',
  looks:
    'A section about rollback, with something below its heading, in its runbooks and in the documents about its deployment.',
  read(view) {
    const own = [...view.own('page'), ...runbooksOf(view).parts].flatMap(sectionsOf);
    const filled = own.find(({ section }) => section.filled);
    if (filled) return shown(`${filled.file} describes it under ${filled.section.heading}`, [placeOf(filled)]);
    const [empty] = own;
    if (empty) return violated(`The section ${empty.section.heading} is empty`, [placeOf(empty)]);
    const shared = sharedPages(view)
      .flatMap(sectionsOf)
      .find(({ section }) => section.filled);
    return shared
      ? cannotTell(
          `${shared.file} describes a rollback for the whole repository`,
          `Does ${shared.file} hold for this service?`,
          [placeOf(shared)],
        )
      : cannotTell('No document describes a rollback', ask);
  },
};

interface Found {
  readonly file: string;
  readonly section: PageSection;
}

function sectionsOf({ file, fact }: Located<Page>): Found[] {
  if (
    fact.role === 'postmortem' ||
    /(^|\/)(changelog|changes|history|adr|rfcs?|proposals?|designs?|commands?|cli|reference|api|user-guide|usage)([/.\-_]|$)/i.test(
      file,
    )
  )
    return [];
  if (fact.role !== 'runbook' && !operating.test(file)) return [];
  return (fact.sections ?? []).filter(({ about }) => about === 'rollback').map((section) => ({ file, section }));
}

/** Pages that belong to no service. */
function sharedPages(view: ServiceView): readonly Located<Page>[] {
  const roots = view.picture.services.flatMap(({ root }) => (root === undefined || root === '' ? [] : [`${root}/`]));
  return view.inWorkspace('page').filter(({ file }) => !roots.some((root) => file.startsWith(root)));
}

function placeOf({ file, section: { span, heading } }: Found) {
  return { file, span, message: `${heading} describes a rollback` };
}
