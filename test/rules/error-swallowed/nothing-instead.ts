export function sent(send: () => Promise<void>) {
  void send().catch(() => undefined);
  //          ^^^^^ violated
}

export function asked(load: () => Promise<string>) {
  return load().catch(() => undefined);
  //            ^^^^^ cannot tell
}
