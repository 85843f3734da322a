/**
 * What a browser keeps, as JSON under a key. Storage may be switched off, full, or hold what an older version or another hand wrote:
 * then it forgets, and the page works for as long as it is open.
 */
export class BrowserStorage {
  #area;
  #meanwhile = new Map();

  /** `area` answers with a `Storage`; asking for one throws where cookies are blocked. */
  constructor(area) {
    try {
      this.#area = area();
    } catch {
      this.#area = null;
    }
  }

  /** For as long as the tab is open. */
  static ofTab() {
    return new BrowserStorage(() => globalThis.sessionStorage);
  }

  /** Until it is cleared. */
  static ofBrowser() {
    return new BrowserStorage(() => globalThis.localStorage);
  }

  read(key) {
    if (this.#meanwhile.has(key)) {
      return this.#meanwhile.get(key);
    }
    try {
      return JSON.parse(this.#area?.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  }

  write(key, value) {
    try {
      this.#area.setItem(key, JSON.stringify(value));
      this.#meanwhile.delete(key);
    } catch {
      this.#meanwhile.set(key, value);
    }
  }

  forget(key) {
    this.#meanwhile.delete(key);
    try {
      this.#area?.removeItem(key);
    } catch {
      // Nothing is kept there then.
    }
  }
}
