import { ledger, menu, oven, wallet } from './kitchen';

export async function describes(id: string) {
  // take the price of the meal
  await wallet.take(id).catch(() => {});
  //                    ^^^^^ violated: rejection from kitchen.wallet.take
  await ledger.write(id).catch(() => {}); // writes the meal down
  //                     ^^^^^ violated
}

export async function saysNothing(id: string) {
  try {
    await wallet.giveBack(id);
  } catch {
//  ^^^^^ violated
    // ignored
  }
  try {
    await wallet.giveBack(id);
  } catch {
//  ^^^^^ violated
    /* nothing to do here */
  }
  try {
    await wallet.giveBack(id);
  } catch {
//  ^^^^^ violated
    // TODO: somebody should hear of this, because guests complain
  }
  try {
    await wallet.giveBack(id);
  } catch {
//  ^^^^^ violated
    // await wallet.undo(id);
  }
}

export async function meansIt(id: string) {
  try {
    await wallet.giveBack(id);
  } catch {
//  ^^^^^ cannot tell: comment
    // intentionally ignored
  }
  // Best effort.
  await oven.warm(id).catch(() => {});
  //                  ^^^^^ cannot tell
  try {
    await oven.warm(id);
  } catch {
//  ^^^^^ cannot tell: comment
    // печь и так тёплая
  }
}

export async function says(id: string) {
  await oven.warm(id).catch(() => {}); // a cold oven only takes longer
  //                  ^^^^^ shown: comment explains why
  // The picture may be missing: guests order from the text.
  await menu.picture(id).catch(() => {});
  //                     ^^^^^ shown: comment explains why
  await oven
    .warm(id)
    // eslint-disable-next-line no-empty -- the oven heats itself when a meal comes in
    .catch(() => {});
  // ^^^^^ shown: comment explains why
}

export function temperatures(words: string[]): number[] {
  const found: number[] = [];
  for (const word of words) {
    // Guests write what they like here: a word that is no number throws.
    let degrees: number;
    let shade = 0;
    try {
      degrees = oven.read(word);
      shade = oven.shade(word);
    } catch {
//    ^^^^^ shown: comment explains why
      continue;
    }
    found.push(degrees + shade);
  }
  return found;
}

/** Writes the meal down; errors are left out because the till prints its own list every night. */
export async function note(id: string) {
  try {
    await ledger.write(id);
  } catch {}
//  ^^^^^ shown: comment explains why
}

/** Writes the meal down for the guest. */
export async function noteOnly(id: string) {
  try {
    await ledger.write(id);
  } catch {}
//  ^^^^^ violated
}

export async function suppressedAndNoReason(id: string) {
  // prr-ignore error-swallowed: the till prints its own list every night
  await ledger.write(id).catch(() => {});
  //                     ^^^^^ violated
}

export async function hopes(id: string) {
  try {
    await ledger.write(id);
  } catch {
//  ^^^^^ cannot tell: comment
    // should never happen
  }
  try {
    await ledger.write(id);
  } catch {
//  ^^^^^ violated
    // fails silently
  }
}
