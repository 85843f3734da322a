/**
 * Download URLs, each counted once. The API counts a URL when it hands it out, used or not, and lets it be used again while it lives:
 * so a second click within a minute opens the first one's URL.
 */
const AGAIN_WITHIN_MS = 60_000;
const MARGIN_MS = 5_000;

export class Downloads {
  #ask;
  #now;
  #given = new Map();

  /** `ask(purchaseId, fileId)` answers the contract's `Download`. */
  constructor(ask, { now = Date.now } = {}) {
    this.#ask = ask;
    this.#now = now;
  }

  /** The contract's `Download`, fresh or of a moment ago. Two clicks at once are one. */
  url(purchaseId, fileId) {
    const name = `${purchaseId}/${fileId}`;
    const given = this.#given.get(name);
    if (given && this.#now() < given.until) {
      return given.answer;
    }
    const entry = { until: this.#now() + AGAIN_WITHIN_MS, answer: this.#ask(purchaseId, fileId) };
    this.#given.set(name, entry);
    entry.answer.then(
      (download) => (entry.until = Math.min(entry.until, Date.parse(download.expires_at) - MARGIN_MS)),
      () => this.#given.delete(name),
    );
    return entry.answer;
  }
}
