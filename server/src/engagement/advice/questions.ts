/** A question that files cannot answer; few, and each with choices in words. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** The button: an imperative. */
  readonly say: string;
  readonly choices: Readonly<Record<string, string>>;
  /** Why it is asked. */
  readonly because: string;
}

/** What decides which support fits, and only people know; chapter 32 of the SRE book names each. */
export const questions: readonly Question[] = [
  {
    id: 'importance',
    question: 'Who does an outage hurt?',
    say: 'Describe who an outage hurts',
    choices: {
      many: 'many users or revenue, within minutes',
      some: 'some users or another team, within hours',
      few: 'no one within a day',
    },
    because: 'SREs spend their time where users gain most',
  },
  {
    id: 'growth',
    question: 'How has its load grown since launch or the last review?',
    say: 'Describe how its load has grown',
    choices: {
      stable: 'stable, or growing as expected',
      grown: 'doubled or more',
      orders: 'ten times or more',
      unlaunched: 'not launched yet',
    },
    because: 'a service that has grown tenfold cannot be understood in a few hours',
  },
  {
    id: 'dependants',
    question: 'How many teams outside this workspace depend on it?',
    say: 'Set how many teams depend on it',
    choices: { none: 'none', few: 'one or two', many: 'three or more' },
    because: 'files show only the callers in this workspace',
  },
  {
    id: 'asked',
    question: 'What did the team ask for?',
    say: 'Set what the team asked for',
    choices: {
      nothing: 'nothing',
      question: 'an answer to a question',
      help: 'help with design or operation',
      takeover: 'another team to take it over',
    },
    because: 'teams use advice that they asked for',
  },
  {
    id: 'within',
    question: 'Does it extend or replace a system that SREs already run?',
    say: 'Set whether it extends a system that SREs already run',
    choices: {
      function: 'it extends one',
      rewrite: 'it replaces one',
      no: 'neither',
    },
    because: 'these are the usual candidates for early engagement',
  },
  {
    id: 'value',
    question: 'How certain is its demand?',
    say: 'Set how certain its demand is',
    choices: { sure: 'its users are known and waiting', uncertain: 'it may or may not find users' },
    because: 'early work on a product that fails is lost, and both teams should accept that risk',
  },
  {
    id: 'scale',
    question: 'Is its scale or complexity large?',
    say: 'Set whether its scale or complexity is large',
    choices: { yes: 'yes', no: 'no, it is similar to what we already run' },
    because: 'a small change to a known design needs no early engagement',
  },
  {
    id: 'add',
    question: 'Can SREs name three things that they would improve?',
    say: 'Set whether SREs can name improvements',
    choices: { yes: 'yes', no: 'no' },
    because: 'a review with nothing to improve costs months and helps no one',
  },
  {
    id: 'staffing',
    question: 'Do both teams have time for it?',
    say: 'Set whether both teams have time',
    choices: { yes: 'yes, both teams', no: 'no' },
    because: 'a half-staffed review is a consultation with more meetings',
  },
  {
    id: 'similar',
    question: 'Are there many similar services, each with its own logging, metrics or load control?',
    say: 'Set whether there are many similar services',
    choices: { yes: 'yes', no: 'no' },
    because: 'work on one service at a time does not scale',
  },
  {
    id: 'upkeep',
    question: 'How much work is it to run?',
    say: 'Set how much work it is',
    choices: { low: 'little, or its use is below forecast', normal: 'as much as other services' },
    because: 'a reliable service that takes little work can return to its developers',
  },
];
