export function show(board: Board) {
  try {
    board.update(board.words);
  } catch {}
//  ^^^^^ cannot tell
}
