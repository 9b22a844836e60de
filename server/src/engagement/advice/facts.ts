import type { Written } from '../formats.ts';
import { claim, type Claim } from './logic.ts';
import { counted, listed } from '../../report/summary/input.ts';
import type { Construction } from '../seen/conformance.ts';
import type { PartInput } from '../part.ts';

/** What the advice rests on. */
export interface AdviceFacts {
  readonly important: Claim;
  readonly reliable: Claim;
  readonly launched: Claim;
  readonly unlaunched: Claim;
  readonly grown: Claim;
  readonly stable: Claim;
  readonly depended: Claim;
  readonly fewDependants: Claim;
  readonly questionAsked: Claim;
  readonly helpAsked: Claim;
  readonly newFunction: Claim;
  readonly rewrite: Claim;
  readonly sure: Claim;
  readonly large: Claim;
  readonly canAdd: Claim;
  readonly staffed: Claim;
  readonly framework: Claim;
  readonly conforms: Claim;
  readonly similar: Claim;
  readonly engaged: Claim;
  readonly lowUpkeep: Claim;
}

/** Teams that depend on a service from which on it is said to have many. */
const many = 3;

/** Draws the claims from the profile, the callers and what people answered. */
export function adviceFacts(input: PartInput, built: Construction): AdviceFacts {
  const { review, portrait, said } = input;
  const { profile } = review;
  const answer = (id: string): string | undefined => answerTo(said.advice, id);
  const is = (id: string, values: readonly string[]): boolean | undefined => {
    const given = answer(id);
    return given === undefined ? undefined : values.includes(given);
  };
  const tier = profile.tier.assumed ? undefined : profile.tier.value;
  const phase = profile.phase?.value;
  const before = phase === undefined ? is('growth', ['unlaunched']) || undefined : phase !== 'operate';
  const callers = portrait.callers.length;
  const outside = answer('dependants');
  const depends = callers >= many || outside === 'many' ? true : outside === undefined ? undefined : false;
  const calling = `${callers} ${callers === 1 ? 'service calls' : 'services call'} it here`;
  const grown = is('growth', ['orders']);
  const engagedIn = said.state?.state;
  return {
    important: claim(is('importance', ['many']), {
      yes: 'many are hurt when it is down',
      no: 'few are hurt when it is down',
      ask: 'importance',
    }),
    reliable: claim(tier === undefined ? undefined : tier < 3, {
      yes: `it is of tier ${tier ?? ''}`,
      no: 'it is of tier 3, an experiment',
      ask: 'tier',
    }),
    launched: claim(phase === undefined ? undefined : phase === 'operate', {
      yes: 'it is in operation',
      no: `it is in ${phase ?? ''}`,
      ask: 'phase',
    }),
    unlaunched: claim(before, { yes: 'it is not launched yet', no: 'it is launched', ask: 'phase' }),
    grown: claim(grown, {
      yes: 'its load grew ten times or more',
      no: 'its load did not grow by an order of magnitude',
      ask: 'growth',
    }),
    stable: claim(is('growth', ['stable']), { yes: 'its load is stable', no: 'its load is not stable', ask: 'growth' }),
    depended: claim(depends, {
      yes: callers >= many ? calling : 'three or more teams outside depend on it',
      no: `few depend on it (${calling})`,
      ask: 'dependants',
    }),
    fewDependants: claim(depends === undefined ? undefined : !depends, {
      yes: `few depend on it (${calling})`,
      no: 'many depend on it',
      ask: 'dependants',
    }),
    questionAsked: claim(is('asked', ['question']), {
      yes: 'the team has a question',
      no: 'the team has no question',
      ask: 'asked',
    }),
    helpAsked: claim(is('asked', ['help', 'takeover']), {
      yes: 'the team asked for help',
      no: 'the team did not ask for help',
      ask: 'asked',
    }),
    newFunction: claim(is('within', ['function']), {
      yes: 'it is new functionality of a system that is run for you already',
      no: 'it is no new functionality of a system that is run for you already',
      ask: 'within',
    }),
    rewrite: claim(is('within', ['rewrite']), {
      yes: 'it replaces a system for the same use',
      no: 'it replaces no system for the same use',
      ask: 'within',
    }),
    sure: claim(is('value', ['sure']), { yes: 'its use is sure', no: 'its use is not sure', ask: 'value' }),
    large: claim(is('scale', ['yes']), {
      yes: 'its scale or complexity is large',
      no: 'it is neither large nor complex',
      ask: 'scale',
    }),
    canAdd: claim(is('add', ['yes']), {
      yes: 'there is something concrete to add',
      no: 'nobody could name what to add',
      ask: 'add',
    }),
    staffed: claim(is('staffing', ['yes']), {
      yes: 'people of both sides are free',
      no: 'people are not free for it',
      ask: 'staffing',
    }),
    framework: claim(built.isMuch, {
      yes: `${listed(built.modules)} ${built.modules.length === 1 ? 'shows' : 'show'} ${counted(built.items, 'item')} of its checklist`,
      no:
        built.items === 0
          ? 'no framework that covers an item was found in it'
          : `its modules show only ${counted(built.items, 'item')} of its checklist`,
      ask: 'framework',
    }),
    conforms: claim(built.conforms, {
      yes: 'it conforms to the platform',
      no: 'it does not conform to the platform',
      ask: 'conformance',
    }),
    similar: claim(is('similar', ['yes']), {
      yes: 'there are many like it',
      no: 'there are not many like it',
      ask: 'similar',
    }),
    engaged: claim(engagedIn === 'onboarded' || engagedIn === 'platform', {
      yes: 'it is run for its developers',
      no: 'it is run by its developers',
      ask: 'state',
    }),
    lowUpkeep: claim(is('upkeep', ['low']), {
      yes: 'it is little work, or little used',
      no: 'it is as much work as others',
      ask: 'upkeep',
    }),
  };
}

function answerTo({ answers }: Written<'advice'>, id: string): string | undefined {
  return answers[id]?.answer;
}
