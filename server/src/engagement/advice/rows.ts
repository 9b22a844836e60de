import { all, any, not, type Claim } from './logic.ts';
import type { AdviceFacts } from './facts.ts';

/** One kind of support, with what speaks for it. */
export interface AdviceRow {
  readonly id:
    | 'disengage'
    | 'outgrown'
    | 'review'
    | 'early'
    | 'early-uncertain'
    | 'light'
    | 'platform'
    | 'consultation'
    | 'documentation';
  readonly title: string;
  /** What it is, for a team that has never heard of it. */
  readonly what: string;
  /** Why it fits, as chapter 32 says. */
  readonly reason: string;
  readonly guide: string;
  readonly claim: Claim;
}

/** All kinds of support, the strongest first. A fact that is unknown leaves its row open and never decides it. */
export function adviceRows(facts: AdviceFacts, mode: 'takeover' | 'voluntary'): readonly AdviceRow[] {
  const { important, launched, unlaunched, grown, depended, reliable, stable, fewDependants } = facts;
  const candidate = any(facts.newFunction, facts.rewrite, facts.helpAsked);
  const review =
    mode === 'takeover'
      ? {
          title: 'Production readiness review',
          what: 'Two or three engineers, two or three quarters: an analysis, improvements and possibly a new on-call owner.',
        }
      : {
          title: 'Peer review',
          what: 'Engineers of other teams work through the checklist with you; you can join a shared rotation afterward.',
        };
  return [
    {
      id: 'disengage',
      title: 'Return it to its developers',
      what: 'Its developers run it again, and keep what was learned. This is a good outcome.',
      reason: 'SREs are needed more for other services',
      guide: 'support-options',
      claim: all(facts.engaged, facts.lowUpkeep),
    },
    {
      id: 'outgrown',
      ...review,
      reason: 'it has outgrown a consultation, and its users need it',
      guide: 'production-readiness-review',
      claim: all(any(grown, depended), important),
    },
    {
      id: 'review',
      ...review,
      title: `${review.title} with a ${mode === 'takeover' ? 'hand-over' : 'shared rotation'}`,
      reason: 'a review pays off where both teams have time and concrete work',
      guide: 'production-readiness-review',
      claim: all(launched, important, facts.canAdd, facts.staffed),
    },
    {
      id: 'early',
      title: 'Early engagement',
      what: 'An SRE works with the team while it designs and builds: a better design and a faster takeover.',
      reason: 'changes are cheap during design, and both teams share the trade-offs',
      guide: 'early-engagement-and-launch',
      claim: all(unlaunched, important, facts.large, candidate, facts.sure),
    },
    {
      id: 'early-uncertain',
      title: 'Consultation now, early engagement later',
      what: 'A few hours now; decide again when demand is certain.',
      reason: 'early work on a product that fails is lost, so start small',
      guide: 'early-engagement-and-launch',
      claim: all(unlaunched, important, facts.large, candidate, not(facts.sure)),
    },
    {
      id: 'light',
      title: 'Light review',
      what: 'One engineer, one quarter: the framework already covers many items.',
      reason: 'what the framework provides needs no review',
      guide: 'frameworks-and-platform',
      claim: all(facts.framework, facts.conforms, important),
    },
    {
      id: 'platform',
      title: 'Platform',
      what: 'A framework with metrics, logging and load control built in, on infrastructure that another team runs.',
      reason: 'work on one service at a time does not scale, and fixes stay local',
      guide: 'frameworks-and-platform',
      claim: facts.similar,
    },
    {
      id: 'consultation',
      title: 'Consultation',
      what: 'One or two engineers read for a few hours, then you meet for an hour about risks and known patterns.',
      reason: 'a few hours find risks while they are cheap to fix',
      guide: 'support-options',
      claim: any(facts.questionAsked, all(unlaunched, any(important, reliable)), all(important, not(facts.staffed))),
    },
    {
      id: 'documentation',
      title: 'Documentation',
      what: 'The Guide, this checklist and the checks: a few hours of your time, at any time.',
      reason: 'most services need no closer support',
      guide: 'support-options',
      claim: any(not(reliable), all(stable, fewDependants)),
    },
  ];
}
