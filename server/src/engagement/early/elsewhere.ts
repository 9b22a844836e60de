import type { Cell } from '../../model/engagement.ts';
import type { Told } from '../../model/profile.ts';
import { counted, listed, plainReason } from '../../report/summary/input.ts';
import type { PartInput } from '../part.ts';

/** What answers a question to the design without the document: what people wrote elsewhere, or the files show. */
export function toldElsewhere(input: PartInput, question: string): Pick<Cell, 'text' | 'because'> | undefined {
  switch (question) {
    case 'ownership':
      return ownership(input);
    case 'objectives':
      return objectives(input);
    case 'rollout':
      return rollout(input);
    default:
      return undefined;
  }
}

/** An owner alone does not say who is called at night. */
function ownership({ review: { profile } }: PartInput) {
  const { owner, rotation } = profile;
  if (!owner || !rotation || owner.assumed || rotation.assumed) return undefined;
  return {
    text: `answered: ${owner.value} owns it, ${rotation.value} is on call`,
    because: `${plainReason(reasons([owner, rotation]))}; the document does not mention it`,
  };
}

function objectives(input: PartInput) {
  const words = objectivesOf(input);
  if (words.length === 0) return undefined;
  const where = input.portrait.objectives.length > 0 ? 'found in the files of the service' : 'both teams agreed on it';
  return { text: `answered: ${listed(words, 3)}`, because: `${where}; the document does not mention it` };
}

/** Objectives that files specify, or else those that both sides agreed on; in words. */
export function objectivesOf({ said, portrait }: PartInput): string[] {
  if (portrait.objectives.length > 0) return portrait.objectives.map(({ words }) => words);
  return said.agreement.objectives
    .filter(({ agreed }) => agreed)
    .map(({ indicator, target, window }) => `${indicator}: ${target} % over ${window}`);
}

function rollout({ said }: PartInput) {
  const { launch } = said.early;
  if (!launch?.backout || launch.stages.length === 0) return undefined;
  return {
    text: `answered: in ${counted(launch.stages.length, 'stage')}; rollback: ${launch.backout}`,
    because: 'in the launch plan, not in the document',
  };
}

const reasons = (all: readonly Told<unknown>[]) => listed([...new Set(all.map(({ because }) => because))]);
