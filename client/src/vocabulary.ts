// What the server says by an id of ours is put into words here, for views of the editor and for webviews alike.

/** `vscode.l10n.t`, or its like in a webview. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

type Words = Readonly<Record<string, string>>;

/** The words of an id; where it has none, what the server calls it. */
export function wordsOf(words: Words, id: string, otherwise = id): string {
  return Object.hasOwn(words, id) ? (words[id] ?? otherwise) : otherwise;
}

/** Names of the states of items and claims, by their English name. */
export const stateWords = (t: Translate): Words => ({
  Stale: t('Stale'),
  Failed: t('Failed'),
  Inconclusive: t('Inconclusive'),
  'Not checked': t('Not checked'),
  'Manual answer required': t('Manual answer required'),
  Passed: t('Passed'),
  'Not applicable': t('Not applicable'),
});

/** Two or three words for each aspect. */
export const aspectWords = (t: Translate): Words => ({
  architecture: t('Architecture'),
  monitoring: t('Monitoring'),
  emergency: t('Emergency response'),
  capacity: t('Capacity planning'),
  change: t('Change management'),
  performance: t('Performance'),
  engagement: t('Engagement'),
});

/** The aspects as the chapter words them. */
export const aspectTitles = (t: Translate): Words => ({
  architecture: t('System architecture and interservice dependencies'),
  monitoring: t('Instrumentation, metrics and monitoring'),
  emergency: t('Emergency response'),
  capacity: t('Capacity planning'),
  change: t('Change management'),
  performance: t('Performance: availability, latency and efficiency'),
  engagement: t('Engagement and process'),
});

/** What a service or a program may be. */
export const kindWords = (t: Translate): Words => ({
  service: t('Service'),
  job: t('Job'),
  website: t('Website'),
  library: t('Library'),
  tool: t('Tool'),
  server: t('server'),
  worker: t('worker'),
  function: t('function'),
  command: t('command'),
  site: t('site'),
  datastore: t('Datastore'),
  queue: t('Queue'),
  'third-party': t('Third party'),
  other: t('Built elsewhere'),
});

/** The phases of a service's life. */
export const phaseWords = (t: Translate): Words => ({
  design: t('Design'),
  build: t('Build'),
  launch: t('Launch'),
  operate: t('Operation'),
});

/** The priorities of items. */
export const priorityWords = (t: Translate): Words => ({
  high: t('High priority'),
  medium: t('Medium priority'),
  low: t('Low priority'),
});

/** How loud a finding is. */
export const severityWords = (t: Translate): Words => ({
  error: t('Errors'),
  warning: t('Warnings'),
  information: t('Information'),
  hint: t('Hints'),
});

/** The same of one finding. */
export const severityWord = (t: Translate): Words => ({
  error: t('Error'),
  warning: t('Warning'),
  information: t('Information'),
  hint: t('Hint'),
});

/** How a part or a line of an engagement stands. */
export const toneWords = (t: Translate): Words => ({
  good: t('good'),
  bad: t('not met'),
  attention: t('needs attention'),
  open: t('open'),
});

/** The kinds of notes. */
export const noteWords = (t: Translate): Words => ({
  question: t('Question'),
  risk: t('Risk'),
  decision: t('Decision'),
  advice: t('Advice'),
  praise: t('Praise'),
});

/** The parts of an engagement. */
export const partWords = (t: Translate): Words => ({
  advice: t('Support advice'),
  agreement: t('Agreement'),
  analysis: t('Analysis'),
  plan: t('Improvements'),
  training: t('Training'),
  handover: t('Onboarding'),
  trend: t('Continuous improvement'),
  early: t('Early engagement'),
  platform: t('Frameworks and platform'),
  shared: t('Shared responsibility'),
  oncall: t('On call'),
});

/** The states of an engagement. */
export const engagementWords = (t: Translate): Words => ({
  'self-supported': t('Self-supported'),
  consulted: t('Consulted'),
  candidate: t('Candidate'),
  early: t('Early engagement'),
  engagement: t('Agreement'),
  analysis: t('Analysis'),
  improvements: t('Improvements'),
  training: t('Training'),
  onboarding: t('Onboarding'),
  onboarded: t('Onboarded'),
  platform: t('Platform-supported'),
  disengaged: t('Disengaged'),
});

/** What files are for in production, beside their number: `12 serving`. */
export const standingWords = (t: Translate): Words => ({
  serves: t('serves'),
  works: t('works'),
  'runs-once': t('runs once'),
  operates: t('operates'),
  develops: t('develops'),
  unreached: t('unreached'),
  unknown: t('unknown'),
});

/** Values of a service's tier and phase, by their English words. */
export const valueWords = (t: Translate): Words => ({
  '1, critical': t('1, critical'),
  '2, standard': t('2, standard'),
  '3, experimental': t('3, experimental'),
  design: t('Design').toLowerCase(),
  build: t('Build').toLowerCase(),
  launch: t('Launch').toLowerCase(),
  'in operation': t('in operation'),
});

/** What stands for an owner, a tier and so on. */
export const fieldWords = (t: Translate): Words => ({
  owner: t('Owner'),
  tier: t('Tier'),
  phase: t('Phase'),
  kind: t('Kind'),
  contact: t('Contact'),
  rotation: t('On call'),
});
