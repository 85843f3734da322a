/**
 * The orders placed in this browser, with the tokens that open them. The payment page may come back in another tab, so they are kept
 * for the browser and not for the tab; after a month, or on request, they are forgotten. The receipt's link opens them for good.
 */
import { called } from './variants.js';

const KEPT_AS = 'souk.orders';
const LONGEST_MS = 30 * 24 * 60 * 60 * 1000;
const MOST = 50;

export class RememberedOrders {
  #storage;
  #now;

  constructor(storage, { now = Date.now } = {}) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Newest first, as `{id, token, title, at}`; `at` in milliseconds since 1970. */
  all() {
    const kept = this.#storage.read(KEPT_AS);
    return Array.isArray(kept) ? kept.filter((order) => this.#now() - order.at < LONGEST_MS) : [];
  }

  tokenOf(orderId) {
    return this.all().find((order) => order.id === orderId)?.token ?? null;
  }

  /** Takes a `NewOrder` of the API. */
  remember(order) {
    const entry = { id: order.id, token: order.purchase_token, title: called(order.items[0]), at: this.#now() };
    const others = this.all().filter((kept) => kept.id !== order.id);
    this.#storage.write(KEPT_AS, [entry, ...others].slice(0, MOST));
  }

  forgetAll() {
    this.#storage.forget(KEPT_AS);
  }
}
