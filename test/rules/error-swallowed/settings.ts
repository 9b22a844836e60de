import dotenv from 'dotenv';
import { expand } from 'dotenv-expand';

export function load(path: string) {
  try {
    expand(dotenv.config({ path }));
  } catch {}
  //^^^^^ shown
}
