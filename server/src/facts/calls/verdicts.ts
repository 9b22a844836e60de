import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern } from '../../knowledge/outgoing.ts';
import type { OutgoingCall } from '../../model/code-fact.ts';
import type { Client } from './clients.ts';
import type { Given } from '../deadlines/given.ts';
import type { Origin } from '../code/names/origin.ts';
import { say } from '../../words/say.ts';

/** One thing that a call may call, as the packs know it. */
export interface Way {
  readonly call: number;
  readonly origin: Origin;
  readonly known: KnownPack;
  readonly pattern: CallPattern;
  /** Set for a call through a client; the client is set where it is made in this file. `bare`: no client carries a deadline. */
  readonly through?: { readonly client: Client | undefined; readonly bare: boolean };
  /** What the call itself says. */
  readonly own: Given;
}

/** Whether there is a deadline, and why. */
export type Verdict = Pick<OutgoingCall, 'deadline' | 'because' | 'byCaller' | 'limitMs'>;

/** What holds for a client: what it says, else what its calls say, else the library's default. */
export function clientVerdict(
  said: Given,
  about: { known: KnownPack; default: 'none' | 'finite' | undefined; calls: readonly Way[] },
): Verdict {
  const { known, calls } = about;
  if (said.state === 'given') return presentBy(said);
  if (said.state === 'unclear') return { deadline: 'unknown', because: said.because };
  const fallback = about.default ?? known.outgoing.default.timeout;
  if (said.state === 'missing' && fallback === 'finite')
    return { deadline: 'present', because: known.outgoing.default.says };
  if (calls.length > 0 && calls.every(({ own }) => own.state === 'given')) {
    return { deadline: 'present', because: say('verdicts.each-call-through-it-sets') };
  }
  if (calls.length > 0 && calls.every(({ own }) => own.state === 'given' || own.state === 'unclear')) {
    const doubt = calls.find(({ own }) => own.state === 'unclear')?.own;
    return {
      deadline: 'unknown',
      because: doubt && 'because' in doubt ? doubt.because : say('verdicts.its-calls-may-set-one'),
    };
  }
  return { deadline: 'absent', because: said.state === 'off' ? said.because : known.outgoing.default.says };
}

/** What holds for one thing that a call may call. */
export function wayVerdict(
  { own, pattern, known, through }: Way,
  { judge, fallback }: { judge: (client: Client) => Verdict; fallback: Given },
): Verdict {
  if (own.state === 'given') {
    const outer = known.pack.language === 'go' && through?.client ? judge(through.client).limitMs : undefined;
    // In Go the limit of the client and that of the context hold both; elsewhere what the call says comes first.
    return presentBy(outer === undefined || own.ms === undefined ? own : { ...own, ms: Math.min(own.ms, outer) });
  }
  if (own.state === 'unclear') {
    // What the call may bring comes on top of what its client has.
    const client = through?.client?.pattern.carries ? judge(through.client) : undefined;
    if (client?.deadline === 'present') return client;
    // A client that is made elsewhere may have a limit of its own.
    const isSure = !through || through.bare || client?.deadline === 'absent';
    return { deadline: 'unknown', because: own.because, ...(own.byCaller && isSure ? { byCaller: true } : {}) };
  }
  const isFinite = (pattern.default ?? known.outgoing.default.timeout) === 'finite';
  if (through && !through.client && !through.bare) {
    if (own.state === 'off') return { deadline: 'absent', because: own.because };
    if (isFinite) return { deadline: 'present', because: known.outgoing.default.says };
    return { deadline: 'unknown', because: say('verdicts.its-client-is-created-elsewhere') };
  }
  if (through?.client?.pattern.carries) {
    const client = judge(through.client);
    if (own.state === 'off' && client.deadline !== 'absent') return { deadline: 'absent', because: own.because };
    if (client.deadline !== 'absent') return client;
    return { deadline: 'unknown', because: say('timeout.its-client-sets-none') };
  }
  if (own.state === 'off') return { deadline: 'absent', because: own.because };
  if (fallback.state === 'given') return presentBy(fallback);
  if (fallback.state === 'unclear') return { deadline: 'unknown', because: fallback.because };
  return { deadline: isFinite ? 'present' : 'absent', because: known.outgoing.default.says };
}

/** What holds for a call that may call several things; `isOpen` when there may be others that we do not know. */
export function callVerdict(verdicts: readonly Verdict[], { isOpen }: { isOpen: boolean }): Verdict {
  const [first] = verdicts;
  if (!first) return { deadline: 'unknown', because: say('verdicts.the-called-function-could-not') };
  if (verdicts.some(({ deadline }) => deadline !== first.deadline)) {
    return { deadline: 'unknown', because: say('verdicts.the-called-function-sets-one') };
  }
  if (first.deadline === 'present' && verdicts.some(({ limitMs }) => limitMs !== first.limitMs)) {
    const { limitMs: _, ...present } = first;
    return present;
  }
  if (first.deadline === 'unknown' && first.byCaller) {
    const { byCaller: _, ...doubt } = first;
    return isOpen ? doubt : (verdicts.find(({ byCaller }) => !byCaller) ?? first);
  }
  if (first.deadline !== 'absent' || !isOpen) return first;
  return { deadline: 'unknown', because: say('verdicts.the-called-function-may-be') };
}

/** That a deadline is given, with its milliseconds where they are written. */
export function presentBy({ because, ms }: { readonly because: string; readonly ms?: number }): Verdict {
  return { deadline: 'present', because, ...(ms === undefined ? {} : { limitMs: ms }) };
}
