const shipping = process.env.SHIPPING_ADDR;

export function quote(path: string) {
  return fetch(`${shipping}/quote/${path}`);
  //     ^^^^^ violated
}
