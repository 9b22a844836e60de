export const price = (id: string) => fetch(`https://prices.internal/${id}`);
//                                   ^^^^^ cannot tell: another file
