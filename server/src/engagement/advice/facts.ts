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
  const calling = `${callers} ${callers === 1 ? 'service calls' : 'services call'} it in this workspace`;
  const grown = is('growth', ['orders']);
  const engagedIn = said.state?.state;
  return {
    important: claim(is('importance', ['many']), {
      yes: 'an outage hurts many users',
      no: 'an outage hurts few users',
      ask: 'importance',
    }),
    reliable: claim(tier === undefined ? undefined : tier < 3, {
      yes: `it is tier ${tier ?? ''}`,
      no: 'it is tier 3, an experiment',
      ask: 'tier',
    }),
    launched: claim(phase === undefined ? undefined : phase === 'operate', {
      yes: 'it is in production',
      no: `it is in ${phase ?? ''}`,
      ask: 'phase',
    }),
    unlaunched: claim(before, { yes: 'not launched yet', no: 'it is launched', ask: 'phase' }),
    grown: claim(grown, {
      yes: 'its load grew ten times or more',
      no: 'its load did not grow tenfold',
      ask: 'growth',
    }),
    stable: claim(is('growth', ['stable']), { yes: 'its load is stable', no: 'its load is not stable', ask: 'growth' }),
    depended: claim(depends, {
      yes: callers >= many ? calling : 'three or more other teams depend on it',
      no: `few other teams depend on it (${calling})`,
      ask: 'dependants',
    }),
    fewDependants: claim(depends === undefined ? undefined : !depends, {
      yes: `few other teams depend on it (${calling})`,
      no: 'many other teams depend on it',
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
      yes: 'it extends a system that SREs already run',
      no: 'it does not extend a system that SREs already run',
      ask: 'within',
    }),
    rewrite: claim(is('within', ['rewrite']), {
      yes: 'it replaces an existing system',
      no: 'it does not replace an existing system',
      ask: 'within',
    }),
    sure: claim(is('value', ['sure']), { yes: 'its demand is certain', no: 'its demand is uncertain', ask: 'value' }),
    large: claim(is('scale', ['yes']), {
      yes: 'its scale or complexity is large',
      no: 'it is neither large nor complex',
      ask: 'scale',
    }),
    canAdd: claim(is('add', ['yes']), {
      yes: 'SREs can name concrete improvements',
      no: 'SREs could not name an improvement',
      ask: 'add',
    }),
    staffed: claim(is('staffing', ['yes']), {
      yes: 'both teams have time',
      no: 'the teams have no time for it',
      ask: 'staffing',
    }),
    framework: claim(built.isMuch, {
      yes: `${listed(built.modules)} ${built.modules.length === 1 ? 'covers' : 'cover'} ${counted(built.items, 'item')} of its checklist`,
      no:
        built.items === 0
          ? 'it uses no framework that covers a checklist item'
          : `its frameworks cover only ${counted(built.items, 'item')} of its checklist`,
      ask: 'framework',
    }),
    conforms: claim(built.conforms, {
      yes: 'it conforms to the platform',
      no: 'it does not conform to the platform',
      ask: 'conformance',
    }),
    similar: claim(is('similar', ['yes']), {
      yes: 'there are many similar services',
      no: 'there are few similar services',
      ask: 'similar',
    }),
    engaged: claim(engagedIn === 'onboarded' || engagedIn === 'platform', {
      yes: 'SREs run it',
      no: 'its developers run it',
      ask: 'state',
    }),
    lowUpkeep: claim(is('upkeep', ['low']), {
      yes: 'it takes little work, or is little used',
      no: 'it takes as much work as other services',
      ask: 'upkeep',
    }),
  };
}

function answerTo({ answers }: Written<'advice'>, id: string): string | undefined {
  return answers[id]?.answer;
}
