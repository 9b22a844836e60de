import type { Chance } from './chance.ts';
import { killCommand, killServer } from './kills.ts';
import {
  fullByPort,
  fullDisk,
  locks,
  newVictim,
  power,
  powerOfImage,
  readOnly,
  together,
  type Round,
} from './rounds.ts';

/** What one kind of round came to. */
export interface Total {
  rounds: number;
  /** Rounds that this machine does not allow. */
  skipped: number;
  faults: number;
}

export interface Campaign {
  /** One more round, of a kind that is drawn; gives what is wrong after it. */
  round(): Promise<string[]>;
  readonly totals: ReadonlyMap<string, Total>;
  end(): void;
}

/** Kinds by how often they come, in a hundred. */
const kinds: readonly (readonly [share: number, name: string, round: Round])[] = [
  [12, 'kill of a command', killCommand],
  [12, 'kill of the server', killServer],
  [37, 'power cut', power],
  [3, 'power cut of an image', powerOfImage],
  [8, 'full disk, by the port', fullByPort],
  [6, 'full disk', fullDisk],
  [6, 'read-only', readOnly],
  [10, 'locks of others', locks],
  [6, 'two at once and a hand', together],
];

/** Rounds that one folder lasts: its files grow. */
const lasting = 25;

/** Rounds of misfortune over folders of ours; `dist/` must have been built. */
export function openCampaign(chance: Chance): Campaign {
  const totals = new Map<string, Total>(kinds.map(([, name]) => [name, { rounds: 0, skipped: 0, faults: 0 }]));
  let victim = newVictim(chance);
  let count = 0;
  return {
    totals,
    async round() {
      if (++count % lasting === 0) {
        victim.remove();
        victim = newVictim(chance);
      }
      let drawn = chance.below(kinds.reduce((sum, [share]) => sum + share, 0));
      for (const [share, name, round] of kinds) {
        drawn -= share;
        if (drawn >= 0) continue;
        const total = totals.get(name);
        const wrong = await round(victim);
        if (total) {
          total.rounds++;
          if (wrong === 'skipped') total.skipped++;
          else total.faults += wrong.length;
        }
        return wrong === 'skipped' ? [] : wrong.map((each) => `${name}: ${each}`);
      }
      return [];
    },
    end: () => victim.remove(),
  };
}
