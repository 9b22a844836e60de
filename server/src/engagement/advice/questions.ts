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
    question: 'Who is hurt when it is down?',
    say: 'Say who is hurt when it is down',
    choices: {
      many: 'many users or much money, within minutes',
      some: 'some users or another team, within hours',
      few: 'nobody who could not wait a day',
    },
    because: 'the time of production engineers goes where users gain most',
  },
  {
    id: 'growth',
    question: 'How has its load grown since it was launched or last reviewed?',
    say: 'Say how its load has grown',
    choices: {
      stable: 'it is stable, or grows as expected',
      grown: 'it has doubled or more',
      orders: 'ten times or more',
      unlaunched: 'it is not launched yet',
    },
    because: 'a service that grew by orders of magnitude can no longer be understood in a few hours',
  },
  {
    id: 'dependants',
    question: 'How many teams outside of this workspace depend on it?',
    say: 'Say how many depend on it',
    choices: { none: 'none', few: 'one or two', many: 'three or more' },
    because: 'files show only the callers in this workspace',
  },
  {
    id: 'asked',
    question: 'What did the team ask for?',
    say: 'Say what the team asked for',
    choices: {
      nothing: 'nothing',
      question: 'an answer to a question',
      help: 'help with design or operation',
      takeover: 'that somebody takes it over',
    },
    because: 'advice is asked for; a team that seeks help uses it',
  },
  {
    id: 'within',
    question: 'Is it new functionality, or a rewrite, of a system that production engineers run already?',
    say: 'Say whether it belongs to a system that is run for you already',
    choices: {
      function: 'new functionality inside such a system',
      rewrite: 'a rewrite or an alternative for the same use',
      no: 'neither',
    },
    because: 'these are the usual candidates for early engagement',
  },
  {
    id: 'value',
    question: 'How sure is its use?',
    say: 'Say how sure its use is',
    choices: { sure: 'its users are known, and waiting', uncertain: 'it may find users, or not' },
    because: 'early work on a product that fails is lost; a small and normal risk, but one to name',
  },
  {
    id: 'scale',
    question: 'Is its scale or complexity large?',
    say: 'Say whether its scale or complexity is large',
    choices: { yes: 'yes', no: 'no, it is much like what we run already' },
    because: 'a small change to a known design needs no early engagement',
  },
  {
    id: 'add',
    question: 'Can production engineers name three things that they would improve?',
    say: 'Say whether they could add something concrete',
    choices: { yes: 'yes', no: 'no' },
    because: 'a review without anything to add costs months and brings nothing',
  },
  {
    id: 'staffing',
    question: 'Are people of both sides free for it, and willing?',
    say: 'Say whether people are free for it',
    choices: { yes: 'yes, on both sides', no: 'no' },
    because: 'half a review is a consultation with meetings',
  },
  {
    id: 'similar',
    question: 'Are there many similar services, each with its own logging, metrics or load control?',
    say: 'Say whether there are many like it',
    choices: { yes: 'yes', no: 'no' },
    because: 'effort for each service alone does not scale',
  },
  {
    id: 'upkeep',
    question: 'How much work is it to those who run it?',
    say: 'Say how much work it is',
    choices: { low: 'little, or its use stays below what was foreseen', normal: 'as much as others' },
    because: 'a reliable service with little upkeep can go back to its developers',
  },
];
