import { register } from './queue';

export async function start(): Promise<void> {
  if (process.env.NODE_ENV === 'development') {
    try {
      await register('local');
    } catch {
    //^^^^^ cannot tell: development
    }
  }
  if (process.env.NODE_ENV === 'production') {
    try {
      await register('orders');
    } catch {
    //^^^^^ violated
    }
  }
}
