import { readFile, writeFile } from 'node:fs/promises';

/** Counts queries, so that the start page can show what others look for. */
export interface Popular {
  count(query: string): void;
  top(limit: number): readonly string[];
  save(): void;
}

export async function openPopular(file: string): Promise<Popular> {
  const counts = new Map<string, number>(await load(file));
  return {
    count(query) {
      const key = query.trim().toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    top(limit) {
      return [...counts]
        .sort((a, b) => b[1] - a[1])
        .slice(0, limit)
        .map(([query]) => query);
    },
    save() {
      writeFile(file, JSON.stringify([...counts])).catch(() => {});
    },
  };
}

async function load(file: string): Promise<[string, number][]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as [string, number][];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') console.error('popular queries not read', error);
    return [];
  }
}
