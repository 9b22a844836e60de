import { counters, store } from './ports';

export class Desk {
  async leave(id: string) {
    await store.save(id).catch(() => this.failed());
    //                   ^^^^^ shown: is logged or counted
    try {
      await store.save(id);
    } catch {
    //^^^^^ shown: is logged or counted
      this.failed();
    }
    try {
      await store.save(id);
    } catch {
    //^^^^^ cannot tell: error from ports.store.save
      this.repaint();
    }
    await this.tells(id).catch(() => {});
    //                   ^^^^^ shown: is logged or counted
    await this.keepsQuiet(id).catch(() => {});
    //                        ^^^^^ violated
  }

  private failed() {
    this.repaint();
    counters.failures.inc();
  }

  private repaint() {}

  private async tells(id: string) {
    try {
      await store.save(id);
    } catch (error) {
      console.error('not saved', error);
      throw error;
    }
  }

  private async keepsQuiet(id: string) {
    await store.save(id);
  }
}
