import { wordsOfComment } from '../../syntax/code/comments.ts';

/** What a comment says of a lost error: why it may be lost, or no more than that it may. */
export type Stated = 'reason' | 'waiver';

/** Where a comment is: beside or in what loses the error, or above something that also does other things. */
export type CommentPlace = 'inside' | 'above';

/** Words that say that an error is lost, and nothing else. */
const fillers =
  /^(ignor\w*|no-?op|noop|nothing|nop|skip\w*|swallow\w*|suppress\w*|errors?|err|exceptions?|ex|e|failures?|fail(s|ed|ing)?|happens?|should|must|never|can't|cannot|won't|silent\w*|quiet\w*|intention\w*|deliberate\w*|purpose\w*|on|the|a|an|any|all|this|that|it|its|here|just|simply|please|empty|pass|continue|handled?|handling|caught|catch|block|body|no|op|is|are|be|being|to|we|i|can|could|safe|safely|best|effort|and|or|of|in|for|from|do|does|did|done|not|by|left|leave|with|as|so|yet|for|now|intended|harmless|optional|critical|fatal|non|important|ok|okay|fine|expected|move|carry|go|keep|going|proceed|default|nil|null|none|undefined|void|log|return|next|oh|well|whatever|sorry|blank|unused|todo|fixme)$/;
/** Words that say that an error may be lost. */
const waiving =
  /\b(intentional\w*|deliberate\w*|on purpose|best.?effort|optional|safe(ly)? to|harmless|expected|never happens?|not happen|non.?(fatal|critical)|not (fatal|critical|important)|fine|ok(ay)?)\b/;
/** The same, with something that it is said of. */
const waivingSome = /\b(ignor\w*|swallow\w*|suppress\w*|skip\w*|tolerat\w*|discard\w*|drop\w*)\b/;
/** Verbs that say what code does: such a comment describes what follows. */
const verbs =
  /^(add|append|apply|approve|archive|assert|assign|attach|bill|book|build|calculate|call|cancel|capture|charge|check|clean|clear|close|collect|commit|compute|configure|confirm|connect|continue|convert|copy|count|create|credit|debit|decode|deduct|delete|deliver|detect|determine|dispatch|display|do|download|drop|email|emit|encode|enqueue|ensure|execute|extract|fetch|fill|filter|find|finish|fire|flush|forward|generate|get|give|go|grab|handle|hide|ignore|import|increment|inform|init|initiali[sz]e|insert|invoke|issue|keep|kick|launch|let|list|load|lock|log|look|lookup|make|mark|merge|migrate|move|note|notify|open|parse|pass|pay|perform|persist|place|post|prepare|print|process|publish|pull|purge|push|put|query|queue|read|rebuild|record|redirect|refresh|refund|register|release|reload|remind|remove|rename|render|replace|report|request|reserve|reset|resolve|restore|return|revoke|run|save|schedule|see|send|serialize|set|ship|show|sign|skip|sleep|split|start|stop|store|submit|subscribe|subtract|swap|swallow|suppress|sync|take|tell|throw|transfer|trigger|truncate|try|turn|unlock|unregister|update|upload|use|validate|verify|wait|walk|warm|withdraw|wrap|write)(s|es|ing)?$/;
const lead = /^(first|now|then|next|finally|here|also|and|just|simply|please|lastly|we|this|it|let|lets|step|\d+)$/;

/** What makes of any sentence an explanation, whatever it begins with. */
const explains =
  /\b(because|since|otherwise|even (if|when|though)|(ok|okay|fine|harmless|safe|acceptable|no problem) (if|when|to|as|here)|does(n'?t| not) matter|don'?t (care|mind)|do not (care|mind)|no matter|(may|might|can|could|will|must|should|shall) (also |well |only |still |never |not )*(fail|be (missing|gone|absent|closed|empty|unset|invalid|down|unavailable)|throw|raise|not (exist|be|have|fail|break|block))|(must|should|can|will|shall|may) (not|never) (fail|break|block|stop|affect|prevent|delay)|can'?t fail|never (fails|returns|throws)|not (an error|fatal|critical|important)|non-?(fatal|critical)|best.?effort|harmless|precaution|work-?around|tolerat\w*|lenient\w*|fall(s|ing)? ?back|nothing (we|else|more) (can|to)|nothing to (do|close|clean\w*|remove|delete|cancel|undo|roll\w*)|nice.to.have|courtesy|cosmetic|we can live|good enough|so (that )?(it|we|they|the|a|an|one|this|that)\b|weil|denn|parce que|porque|omdat|perch[eé])/;
/** What makes an explanation of a sentence that does not begin with what the code does. */
const hints =
  /\b(if|when|whenever|unless|until|while|as long as|in case|without|instead|anyway|again|later|eventually|already|no longer|not|never|cannot|can'?t|won'?t|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|wasn'?t|nobody|no one|only|merely|optional|decorat\w*|default(s|ed)?|enough|fail\w*|thr[eo]w\w*|rais\w*|reject\w*|refus\w*|missing|absent|invalid|malformed|unavailable|unsupported|unreachable|unknown|offline|gone|closed|broken|corrupt\w*|abort\w*|cancel+ed|time[sd]? ?-?out|denied|blocked|race\w*|private mode|older|legacy|expired|duplicate|conflict|retr(y|ies|ied)|itself|by hand|the next|next (time|run|visit|tick|attempt|cycle|poll|request|sync|start|pass|round)|will be|(is|are) (told|logged|reported|retried)|tells|reports itself|may|might|expected)\b/;

/** What is stated by a comment, or by several one below the other; a comment for a tool counts with the words behind it. */
export function statedBy(comment: string, place: CommentPlace): Stated | undefined {
  const words = wordsOfComment(comment);
  if (words === '') return undefined;
  const found = sentences(words).map((sentence) => statedBySentence(sentence, place));
  return found.includes('reason') ? 'reason' : found.find((each) => each !== undefined);
}

function sentences(words: string): string[] {
  return words.split(/(?<=[.!?;:])\s+|\n{2,}|\s[–—-]{1,2}\s/).filter((sentence) => sentence.trim() !== '');
}

function statedBySentence(sentence: string, place: CommentPlace): Stated | undefined {
  const plain = sentence.toLowerCase().replace(/[’`]/g, "'");
  // In another script or language nobody here can tell a reason from a description.
  if (/[^\p{ASCII}]{2}/u.test(plain.replace(/[^\p{L}]/gu, ''))) return 'waiver';
  const words = plain.match(/[a-z][a-z0-9'-]*/g) ?? [];
  const content = words.filter((word) => !fillers.test(word));
  if (content.length === 0) return waiving.test(plain) ? 'waiver' : undefined;
  const isLong = words.length > 2;
  if (explains.test(plain) && isLong) return 'reason';
  const first = words.find((word) => !lead.test(word)) ?? '';
  const describes = verbs.test(first);
  if (!describes && hints.test(plain) && (place === 'inside' || isLong)) return 'reason';
  if (waiving.test(plain) || (content.length > 1 && waivingSome.test(plain))) return 'waiver';
  return place === 'inside' && !describes && content.length > 1 ? 'waiver' : undefined;
}

/** The one of several that says more. */
export function strongest(...stated: readonly (Stated | undefined)[]): Stated | undefined {
  return stated.includes('reason') ? 'reason' : stated.find((each) => each !== undefined);
}
