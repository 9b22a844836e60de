const after = (ms: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too slow')), ms));

export function both(one: string, two: string) {
  return Promise.race([Promise.all([fetch(one), fetch(two)]), after(3000)]);
  //                                ^^^^^ shown: raced against a timer
  //                                            ^^^^^ shown
}

export function all(one: string, two: string) {
  return Promise.all([fetch(one), fetch(two)]);
  //                  ^^^^^ violated: timeout
  //                              ^^^^^ violated
}
