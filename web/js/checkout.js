/** Orders one product for a guest, once, however often it is tried. */
import { Problem } from './problems.js';

const MOST_WAITS = 3;

export class Checkout {
  #api;
  #attempts;
  #remembered;
  #wait;

  constructor({ api, attempts, remembered, wait = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
    this.#api = api;
    this.#attempts = attempts;
    this.#remembered = remembered;
    this.#wait = wait;
  }

  /**
   * The order as it stands now: paid, or waiting at its `payment_url`. Throws a `Problem` when there is none. `price` is the one that the
   * buyer was shown, and at another nothing is ordered; a discount's code may be left out, and `variantId` where there are no variants.
   */
  async order({ productId, variantId, price, email, discountCode }) {
    const item = { product_id: productId, ...(variantId && { variant_id: variantId }), price };
    const wanted = { email, items: [item], ...(discountCode && { discount_code: discountCode }) };
    const { order, replayed } = await this.#place(wanted);
    this.#remembered.remember(order);
    if (!replayed) {
      return order;
    }
    // A replay tells how the order was at first. It may have been paid since, or have come to nothing.
    const current = await this.#api.order(order.id, order.purchase_token);
    if (current.state !== 'expired' && current.state !== 'failed') {
      return current;
    }
    this.#attempts.startAnew(wanted);
    const again = await this.#place(wanted);
    this.#remembered.remember(again.order);
    return again.order;
  }

  async #place(wanted) {
    for (let waits = 0; ; waits += 1) {
      const key = this.#attempts.keyFor(wanted);
      try {
        return await this.#api.placeOrder(wanted, key);
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          throw problem;
        }
        if (problem.code === 'idempotency_key_reused') {
          this.#attempts.startAnew(wanted);
        }
        if (problem.code !== 'request_in_progress' || waits === MOST_WAITS) {
          throw problem;
        }
        await this.#wait(1000 * Math.min(problem.retryAfter ?? 2, 10));
      }
    }
  }
}
