/**
 * The `Idempotency-Key` of each order this tab has tried to place. A double click, a retry after a lost answer and a return from the
 * payment page send the same key, and so they are the same order. Another e-mail address, price or discount is another order, and gets
 * its own: the API refuses a key that comes with another body.
 */
const KEPT_AS = 'souk.attempts';

// The API keeps keys for at least 24 hours. A key that it has forgotten would make a second order.
const LONGEST_MS = 23 * 60 * 60 * 1000;

export class OrderAttempts {
  #storage;
  #now;
  #newKey;

  constructor(storage, { now = Date.now, newKey = randomKey } = {}) {
    this.#storage = storage;
    this.#now = now;
    this.#newKey = newKey;
  }

  /** The key for ordering this: the one of the attempt before, or a fresh one. */
  keyFor(wanted) {
    const attempts = this.#recent();
    const name = JSON.stringify(wanted);
    attempts[name] ??= { key: this.#newKey(), at: this.#now() };
    this.#storage.write(KEPT_AS, attempts);
    return attempts[name].key;
  }

  /** The order came to nothing, so the next attempt is a new one. */
  startAnew(wanted) {
    const attempts = this.#recent();
    delete attempts[JSON.stringify(wanted)];
    this.#storage.write(KEPT_AS, attempts);
  }

  /** A key also brings back the token of its order, so who lets the orders be forgotten means the keys too. */
  forgetAll() {
    this.#storage.forget(KEPT_AS);
  }

  #recent() {
    const kept = this.#storage.read(KEPT_AS) ?? {};
    const recent = Object.entries(kept).filter(([, attempt]) => this.#now() - attempt.at < LONGEST_MS);
    return Object.fromEntries(recent);
  }
}

/** 128 random bits in hexadecimal. `crypto.randomUUID` is missing where a page comes over plain HTTP from another machine. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
