import { board, ledger } from './ports';

export function paint(words: string[]) {
  try {
    board.draw(words);
  } catch {}
//  ^^^^^ cannot tell: attempted calls do
}

export async function load(words: string[]) {
  try {
    await board.load(words);
  } catch {}
//  ^^^^^ violated
}

export function note(words: string[]) {
  try {
    ledger.save(words);
  } catch {}
//  ^^^^^ violated
}

export async function both() {
  const [left, right] = await Promise.all([board.left().catch(() => {}), board.right().catch(() => {})]);
  //                                                    ^^^^^ cannot tell: caller continues without
  return [left, right];
}

export function close(changed: boolean) {
  confirmCloseDialog(changed)
    .then(board.close)
    .catch(() => {});
  // ^^^^^ cannot tell: refusal
}
