/** What a design document should say before anything is built; a topic that can be recognised in prose. */
export interface DesignQuestion {
  readonly id: string;
  readonly question: string;
  /** What would answer it, for whoever is asked. */
  readonly ask: string;
  /** A section whose heading is so is about it. */
  readonly heading: RegExp;
  /** A section of a wide subject, which may answer it where none of its own does. */
  readonly within?: RegExp;
  /** What such a section must speak of to be an answer; without it the topic is named only. */
  readonly must?: RegExp;
  /** What is missing where a section does not speak of it. */
  readonly lacks?: string;
  /** Words of the topic: two of them in one paragraph speak of it without a heading. */
  readonly terms: readonly RegExp[];
  /** Words that name the topic and answer nothing yet. */
  readonly names?: RegExp;
  /** Words of the topic, where a sentence asks or leaves for later. */
  readonly asked?: RegExp;
  /** What is asked or left open is what it wants. */
  readonly lists?: true;
  readonly guide: string;
  /** A checklist item that asks the same later. */
  readonly item?: string;
}

const quantity =
  /(?<![\w.])~?\d[\d,.]{0,12}\s?(?:k|m|million|billion|thousand)?\s*(?:%|x\b|times|(?:\w{1,20} ){0,2}(?:an?|per|each|every) (?:second|minute|hour|day|month)|\/ ?(?:s|sec|min|h|day)\b|qps|rps|requests|searches|users|nodes|pods|replicas|instances|[kmgt]i?b\b|bytes|cores|m of cpu|ms\b|events|messages|objects|rows|records|clusters|lines)/i;
const share =
  /\d\s?%|\bp(?:50|9\d(?:\.\d)?)\b|\d(?:st|nd|rd|th)?[- ]percentile|\b(?:two|three|four|five) nines\b|\d\s?ms\b|\bwithin \d/i;

/** What keeps or carries data. */
const store =
  '(postgres(ql)?|mysql|mariadb|mongo(db)?|redis|memcached|kafka|rabbitmq|nats|sqs|pub/?sub|kinesis|dynamodb|cassandra|spanner|bigtable|bigquery|elasticsearch|opensearch|s3|gcs|sqlite|databases?|object store|blob storage|bucket|disk)';
const written = String.raw`\b(writes?|stores?|stored|keeps?|kept|persists?|persisted|saves?|saved|written)\b.{0,60}\b(in|into|to|on|with)\b.{0,30}\b${store}\b`;

/** In the order in which a design is talked through; from the Guide's page on early engagement and the launch checklist of the SRE book. */
export const designQuestions: readonly DesignQuestion[] = [
  {
    id: 'purpose',
    question: 'Who are its users?',
    ask: 'name the users, people or programs, and what they get from it',
    heading:
      /\b(users?|purpose|what (it|this) is( for)?|motivation|overview|summary|introduction|problem|background|use cases?|user stories|user story)\b/i,
    within: /^\W*(\d+[.)\d]*\s*)?(context|why)\W*$/i,
    must: /\b(users?|readers?|customers?|clients?|callers?|operators?|developers?|admin\w*|teams?|people|visitors?|pages?|workloads?|applications?)\b/i,
    lacks: 'who its users are',
    terms: [
      /\b(users?|readers?|customers?|visitors?|clients?)\b/i,
      /\b(so that|need to|want to|in order to|can then|lets? them|allows? them)\b/i,
    ],
    guide: 'production-readiness-review#what-to-prepare',
  },
  {
    id: 'paths',
    question: 'What are its components and request paths?',
    ask: 'sketch the components and the path of each kind of request',
    heading:
      /\b(architecture|components?|parts|design details?|high[- ]level design|system design|detailed design|proposed design|requests?( path| flow)?|data ?flow|how it works|work ?flow|sequence|implementation details?|the flow|topology)\b/i,
    within:
      /^\W*(\d+[.)\d]*\s*)?(the )?(proposal|proposed (solution|change)s?|solution|approach|design|technical (design|approach|details)|implementation)\W*$/i,
    must: /\b(calls?|sends?|asks?|receives?|reads?|writes?|requests?|forwards?|publish\w*|subscrib\w*|watch(es)?|queries|returns?|passes|invokes?|connects?)\b|-->|→|──►/i,
    lacks: 'who calls whom',
    terms: [
      /-->|→|──►/,
      /\b\w+ (calls|asks|sends|forwards|queries|publishes|invokes)\b.{0,60}\b(service|server|api|queue|topic|database|back ?end|gateway|controller)\b/i,
      /\b(component|module|front ?end|back ?end|gateway|sidecar|worker)s?\b/i,
    ],
    guide: 'production-readiness-review#what-to-prepare',
  },
  {
    id: 'dependencies',
    question: 'What does it need, and what if a dependency fails?',
    ask: 'list each dependency, and whether the service works without it',
    heading: /\b(dependenc(y|ies)|upstreams?|external (services?|systems?)|third part(y|ies)|integrations?)\b/i,
    must: /\b(without|fails?|failure|unavailab\w*|(is|are|goes) (down|away)|optional|hard|soft|degrad\w*|outage|fall ?back|critical)\b/i,
    lacks: 'what happens when one is down',
    names: new RegExp(
      String.raw`\b(calls|asks|uses|needs|queries|reads from|publishes to|talks to|depends on)\b.{0,60}\b(service|api|queue|topic|${store})\b|${written}`,
      'i',
    ),
    terms: [
      /\bdepend(s|ed|ency|encies|ent)?\b/i,
      /\b(hard|soft|optional|mandatory|critical) (dependency|dependencies|requirement)|\b(is|are) (hard|soft|optional)\b/i,
      /\b(unavailable|outage|without it|is down|are down|is away|fall ?back|degrades?)\b/i,
    ],
    guide: 'dependency-inventory',
    item: 'dep-inventory',
  },
  {
    id: 'capacity',
    question: 'What load is expected?',
    ask: 'give requests per second at launch, at peak and in six months, and the limit of one instance',
    heading: /\b(capacity|scalability|scaling|scale|load|growth|performance|throughput|traffic|volume|sizing)\b/i,
    must: quantity,
    lacks: 'a number',
    asked: /\b(load|traffic|capacity|throughput|scale)\b/i,
    terms: [
      /\b(load|traffic|capacity|throughput|qps|rps|(requests|searches|queries|events|messages) (a|per|each|every) (second|minute|hour|day))\b/i,
      /\b(peak|growth|grows?|scales?|at launch|forecast|expected|estimate[ds]?|we expect)\b/i,
      /\b(replicas?|instances?|pods?|nodes?|shards?)\b/i,
    ],
    guide: 'capacity-planning',
    item: 'cap-forecast',
  },
  {
    id: 'objectives',
    question: 'What are its SLOs?',
    ask: 'give an SLO: good of valid events, a target and a window',
    heading:
      /\b(objectives?|slos?|slas?|slis?|service[- ]level|availability|reliability|latency (target|goal)s?|error budget)\b/i,
    must: share,
    lacks: 'a target',
    asked: /\b(slos?|slis?|service[- ]level|availability target|error budget)\b/i,
    terms: [
      /\b(slos?|slis?|service[- ]level|objectives?|error budget|availability target|targets?)\b/i,
      /\b(availability|latency|answered|succe(ss|ed)\w*|error rate|freshness)\b/i,
    ],
    guide: 'slo-documents',
    item: 'mon-slo',
  },
  {
    id: 'failures',
    question: 'What are its failure modes?',
    ask: 'for instances, dependencies and data: describe what users see when each is down, slow or wrong',
    heading:
      /\b(failures?|fails?|breaks?|failure modes?|faults?|fault[- ]tolerance|error handling|what (can|could|might) go wrong|risks?|troubleshooting|degradation|outages?|resilien\w*|disaster)\b/i,
    must: /\b(fails?|failed|failing|failure|crash\w*|(is|are|be|becomes?|goes) (down|unavailable|unreachable|slow|away|lost)|outage|time[sd]? ?out|restarts?|does not answer|cannot reach|errors?)\b/i,
    lacks: 'what users see',
    terms: [
      /\b(when|if|in case|once|while|should|whenever)\b.{0,80}\b(fails?|crash(es)?|(is|are|goes|becomes?) (down|unavailable|unreachable|slow|away)|times? out|does not answer)\b/i,
      /\b(retr(y|ies|ied)|fall(s|ing)? ?back|degrad\w+|restart(s|ed)?|apology|error (page|message)|last known|stale|kept|waits?|queued|fails? (open|closed)|circuit breaker|sees? (an?|the|nothing|only|that|[“"])|is shown)/i,
    ],
    guide: 'graceful-degradation',
    item: 'dep-spof',
  },
  {
    id: 'data',
    question: 'How is its data stored and restored?',
    ask: 'describe what is stored where, what may be lost, and how to restore it',
    heading:
      /\b(data|data ?(model|base|store|storage)s?|storage|persistence|state|backups?|recovery|restore|schema|durability|retention)\b/i,
    must: /\b(back(ed)? ?ups?|backups?|restor\w+|recover\w*|rpo|rto|lost|loss|rebuil\w+|replicated|durab\w+|snapshots?|stateless|no (data|state|database)|in[- ]memory|from scratch|retention|re-?created)\b/i,
    lacks: 'how to restore lost data',
    names: new RegExp(written, 'i'),
    terms: [
      /\b(backups?|snapshots?|replicated|persist(s|ed|ent)?|stored|database|in memory|stateless|no database)\b/i,
      /\b(restor\w+|recover(s|ed|y)?|rebuil[dt]s?|built at start|rpo|rto|data loss|is lost|are lost|no database is needed)\b/i,
    ],
    guide: 'data-recovery',
    item: 'em-restore',
  },
  {
    id: 'security',
    question: 'How is access controlled?',
    ask: 'describe authentication, authorization, personal and secret data, and who reviews security',
    heading:
      /\b(security|privacy|authentication|authori[sz]ation|access control|threats?( model)?|permissions?|compliance|abuse)\b/i,
    asked: /\b(authenticat\w+|authori[sz]\w+|access control|permissions?|personal data|pii|gdpr|privacy)\b/i,
    terms: [
      /\bauthenticat\w+\b/i,
      /\bauthori[sz]\w+\b/i,
      /\b(m?tls|https only|encrypt\w+)\b/i,
      /\b(rbac|oauth|oidc|api keys?|access tokens?|service accounts?)\b/i,
      /\b(personal data|pii|gdpr|privacy)\b/i,
      /\b(accounts?|privileges?|least privilege|secrets?)\b/i,
    ],
    guide: 'production-readiness-review#what-to-prepare',
    item: 'dep-security',
  },
  {
    id: 'rollout',
    question: 'How is it rolled out and rolled back?',
    ask: 'list the stages, and how one person rolls back within a minute',
    heading:
      /\b(roll-?outs?|roll-?backs?|roll(ing)? back|back-?out|rolled back|launch( plan)?|release plan|deployment( plan| strategy)?|migration( plan)?|upgrades?|downgrades?|feature enablement)\b/i,
    must: /\b(roll(s|ed|ing)?[- ]?back|back(ed|ing)?[- ]?out|revert(s|ed|ing)?|undo|disabl(e|es|ed|ing)|switch(es|ed)? (it )?off|turn(s|ed)? (it )?off|downgrad\w+|previous version|old version|feature ?(gate|flag)s?|flag|kill switch)\b/i,
    lacks: 'how to roll back',
    terms: [
      /\b(roll(s|ed|ing)?[- ]?out|launch(ed|es)?|releas(e|es|ed)|canary|stages?|dark launch|gradual(ly)?)\b/i,
      /\b(roll(s|ed|ing)?[- ]?back|back(ed)?[- ]?out|revert(s|ed)?|kill switch|switch(es|ed)? (it )?off|feature (gate|flag))\b/i,
    ],
    guide: 'early-engagement-and-launch#launch-plan',
    item: 'chg-launch-plan',
  },
  {
    id: 'monitoring',
    question: 'How is it monitored?',
    ask: 'list the metrics, their alerts, and where errors are logged',
    heading: /\b(monitoring|observability|metrics|alerts?|alerting|instrumentation|telemetry|logging|dashboards?)\b/i,
    must: /\b(metrics?|alerts?|dashboards?|logs?|logged|traces?|counters?|gauges?|histograms?|slis?|events?|conditions?|\w+_(total|seconds|bytes|count))\b/i,
    lacks: 'what is measured',
    terms: [
      /\b(metrics?|\w+_(total|seconds|bytes))\b/i,
      /\balert(s|ed|ing)?\b/i,
      /\bdashboards?\b/i,
      /\b(logged|log lines?|traces?|tracing)\b/i,
    ],
    guide: 'metrics',
    item: 'mon-metrics',
  },
  {
    id: 'ownership',
    question: 'Who owns it and who is on call?',
    ask: 'name the team, its contact, and who is on call for it',
    heading: /\b(owners?|ownership|on[- ]?call|teams?|who runs it|contacts?|responsibilit(y|ies)|pager)\b/i,
    must: /\b(on[- ]?call|page[rsd]?|paging|owns?|owned|owners?|rotation|escalat\w+|maintain(s|ed)?|contact)\b/i,
    lacks: 'who is on call',
    asked: /\b(on[- ]call|who owns|ownership|owner:|pager|who is (paged|called))/i,
    terms: [/\b(owns|owned by|owner|ownership)\b/i, /\b(on[- ]call|pager|paged|pages|rotation|escalat\w+)\b/i],
    guide: 'on-call-health',
    item: 'em-owner',
  },
  {
    id: 'alternatives',
    question: 'What alternatives were rejected?',
    ask: 'list the rejected alternatives, with reasons',
    heading:
      /\b(alternatives?|other (options|approaches|solutions)|options considered|trade-?offs?|why not|rejected|prior art)\b/i,
    terms: [
      /\b(alternatives?|alternatively|another option|other approach(es)?)\b/i,
      /\b(we considered|was considered|were considered|rejected|decided against|drawbacks?|downsides?|instead of)\b/i,
    ],
    guide: 'early-engagement-and-launch#trade-offs-on-record',
  },
  {
    id: 'questions',
    question: 'What questions are open?',
    ask: 'list open questions, with an owner and a date',
    heading:
      /\b(open (questions?|issues?|points?)|unresolved|unknowns?|to be decided|future questions?|known limitations)\b/i,
    terms: [
      /\bopen (questions?|issues?)\b/i,
      /\b(unclear|not yet known|undecided|still open|to be decided|remains open)\b/i,
    ],
    lists: true,
    guide: 'early-engagement-and-launch#design',
  },
  {
    id: 'costs',
    question: 'What does it cost to run?',
    ask: 'estimate machines, licenses and people for the load of the first six months',
    heading: /\b(costs?|pricing|expenses|resource (usage|consumption|requirements|needs)|footprint)\b/i,
    must: /[$€£]\s?\d|\d\s?(usd|eur|dollars|euros|€)|\d\s?(cores?|vcpus?|m of cpu|[gmt]i?b|nodes?|pods?|machines?|licen[cs]es?|%)|\bper month\b|\b(no|negligible|little) (additional |extra |further )?(costs?|overhead|resources)\b/i,
    lacks: 'a number',
    terms: [/\bcosts?\b/i, /[$€£]\s?\d|\d\s?(usd|eur|dollars|euros|€)/i],
    guide: 'capacity-planning',
  },
];
