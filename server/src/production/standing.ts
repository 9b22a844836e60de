import type { FileStanding, Program, ProgramKind, Standing, Start } from '../model/production.ts';
import { ancestors } from '../index/service-matching.ts';
import type { ProductionInput } from './input.ts';

export interface StandingInput extends Pick<ProductionInput, 'facts'> {
  readonly programs: readonly Program[];
  /** Nothing says what is deployed: every program counts as deployed. */
  readonly undeclared: boolean;
}

const byKind: Readonly<Record<ProgramKind, Standing>> = {
  server: 'serves',
  site: 'serves',
  worker: 'works',
  job: 'runs-once',
  function: 'runs-once',
  command: 'operates',
  library: 'unreached',
};

/** The more of it users notice, the earlier. */
const order: readonly Standing[] = ['serves', 'works', 'runs-once', 'operates', 'develops', 'unknown', 'unreached'];

/** What each code file is for, by the programs that reach it. */
export function standingsOf({ programs, undeclared, facts }: StandingInput): Map<string, FileStanding> {
  const standings = new Map<string, FileStanding>();
  const loading = new Map<string, string>();
  for (const program of programs) {
    const { standing, because } = standingOfProgram(program, undeclared);
    for (const file of program.files) {
      const before = standings.get(file);
      const isBetter = !before || order.indexOf(standing) < order.indexOf(before.standing);
      standings.set(file, {
        ...(isBetter ? { standing, because } : { standing: before.standing, because: before.because }),
        programs: [...(before?.programs ?? []), program.id],
      });
    }
    for (const folder of program.loads) loading.set(folder, program.id);
  }
  for (const { file } of facts('module-links')) {
    if (standings.has(file)) continue;
    const folder = [...ancestors(file)].find((each) => loading.has(each));
    standings.set(
      file,
      folder === undefined
        ? { standing: 'unreached', because: 'no program that was found imports it', programs: [] }
        : {
            standing: 'unknown',
            because: `${loading.get(folder) ?? ''} may load what is in ${folder === '' ? 'this repository' : folder}`,
            programs: [],
          },
    );
  }
  return standings;
}

/** What a program is for, by what starts it. */
export function standingOfProgram(
  { kind, starts }: Pick<Program, 'kind' | 'starts'>,
  undeclared: boolean,
): { standing: Standing; because: string } {
  const deployed = starts.find(isDeployed);
  if (deployed) return { standing: byKind[kind] === 'unreached' ? 'serves' : byKind[kind], because: deployed.because };
  const [first] = starts;
  if (first) return { standing: 'develops', because: first.because };
  if (undeclared)
    return {
      standing: byKind[kind],
      because: 'nothing in the repository says what is deployed, so every program counts',
    };
  return kind === 'command'
    ? { standing: 'operates', because: 'nothing starts it, and people may run it by hand' }
    : { standing: 'unreached', because: 'nothing that was found starts its program' };
}

/** Whether a start runs something for users, and not only for developers. */
export function isDeployed({ environment, develops }: Start): boolean {
  return environment !== 'development' && develops !== true;
}
