import { store } from './ports';

export async function returns(order: Order) {
  try {
    await store.save(order);
  } finally {
    return order;
//  ^^^^^^ violated: ports.store.save
  }
}

export async function jumps(orders: Order[]) {
  outer: for (const order of orders) {
    try {
      await store.save(order);
    } finally {
      for (const part of order.parts) {
        if (part.open) continue outer;
//                     ^^^^^^^^ violated: this jump in finally
        if (part.closed) break;
      }
      continue;
//    ^^^^^^^^ violated: this jump in finally
    }
  }
}

export async function throwsAnother(order: Order) {
  try {
    await store.save(order);
  } finally {
    if (order.locked) throw new Error('still locked');
//                    ^^^^^ violated: this throw in finally
  }
}

export async function staysInside(orders: Order[]) {
  try {
    await store.saveAll(orders);
  } finally {
    inner: for (const order of orders) {
      for (const part of order.parts) {
        if (part.done) continue inner;
        if (part.gone) break inner;
      }
      switch (order.state) {
        case 'open':
          break;
      }
    }
    orders.forEach((order) => {
      return order.unlock();
    });
    const names = orders.map((order) => order.name);
    store.note(names);
  }
}

export async function staysInside(order: Order) {
  try {
    await order.total();
  } finally {
    try {
      if (order.isOpen) throw new Error('still open');
      await order.print();
    } catch (error) {
      logger.warn('order not closed', error);
    }
  }
}
