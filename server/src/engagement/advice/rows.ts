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
          what: 'Two or three engineers, two or three quarters: an analysis, improvements, and perhaps a new holder of the pager.',
        }
      : {
          title: 'Peer review',
          what: 'Engineers of other teams work through the checklist with you; a shared rotation is open to you afterwards.',
        };
  return [
    {
      id: 'disengage',
      title: 'Hand it back',
      what: 'Its developers run it again, with what was learned; a good outcome.',
      reason: 'engineers who are needed elsewhere should not hold a quiet pager',
      guide: 'support-options',
      claim: all(facts.engaged, facts.lowUpkeep),
    },
    {
      id: 'outgrown',
      ...review,
      reason: 'it has outgrown what a consultation can understand, and its users need it',
      guide: 'production-readiness-review',
      claim: all(any(grown, depended), important),
    },
    {
      id: 'review',
      ...review,
      title: `${review.title} with a ${mode === 'takeover' ? 'hand-over' : 'shared rotation'}`,
      reason: 'a review pays where both sides have time and something concrete to do',
      guide: 'production-readiness-review',
      claim: all(launched, important, facts.canAdd, facts.staffed),
    },
    {
      id: 'early',
      title: 'Early engagement',
      what: 'Somebody works with the team while it designs and builds: a better design, and a quicker takeover.',
      reason: 'a change is cheap while it is designed, and trade-offs are shared',
      guide: 'early-engagement-and-launch',
      claim: all(unlaunched, important, facts.large, candidate, facts.sure),
    },
    {
      id: 'early-uncertain',
      title: 'Consultation now, early engagement if its use becomes sure',
      what: 'A few hours now; the question is asked again when it is built.',
      reason: 'work on a product that fails is lost, which is a normal risk when it is small and named',
      guide: 'early-engagement-and-launch',
      claim: all(unlaunched, important, facts.large, candidate, not(facts.sure)),
    },
    {
      id: 'light',
      title: 'Light review',
      what: 'One engineer and one quarter: much of what is asked is shown by the framework.',
      reason: 'what the framework gives need not be reviewed again',
      guide: 'frameworks-and-platform',
      claim: all(facts.framework, facts.conforms, important),
    },
    {
      id: 'platform',
      title: 'Platform',
      what: 'A framework with metrics, logging and load control built in, whose infrastructure is run for you.',
      reason: 'effort for each service alone does not scale, and fixes stay local',
      guide: 'frameworks-and-platform',
      claim: facts.similar,
    },
    {
      id: 'consultation',
      title: 'Consultation',
      what: 'One or two engineers read for a few hours, then you talk for an hour: risks and known patterns.',
      reason: 'a few hours point out risks while they are cheap',
      guide: 'support-options',
      claim: any(facts.questionAsked, all(unlaunched, any(important, reliable)), all(important, not(facts.staffed))),
    },
    {
      id: 'documentation',
      title: 'Documentation',
      what: 'The Guide, this checklist and the checks: hours of your own, whenever you like.',
      reason: 'most services need no closer support',
      guide: 'support-options',
      claim: any(not(reliable), all(stable, fewDependants)),
    },
  ];
}
