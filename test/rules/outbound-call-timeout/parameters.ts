interface Event {
  fetch: typeof globalThis.fetch;
}

export async function load({ fetch }: Event) {
  return fetch('https://prices.internal');
}

export class Cache {
  fetch(key: string) {
    return key;
  }

  get(key: string) {
    return this.fetch(key);
  }
}

export const table = {
  fetch: (url: string) => fetch(url),
  //                      ^^^^^ violated
};

export function asks(client: { get(url: string): unknown }) {
  return client.get('https://prices.internal');
}
