/** The part of the API (`api/openapi.yaml`) that a shopper needs. Every call answers with the contract's JSON or throws a `Problem`. */
import { API_BASE } from './config.js';
import { Problem } from './problems.js';

// Longer than the API may take (29 s), so that it is the API that gives up and says why.
const PATIENCE_MS = 35_000;

export class Api {
  #base;

  /** `base` stands before the paths of the contract. */
  constructor(base = API_BASE) {
    this.#base = base;
  }

  /** One page of what is for sale and fits `search`: `{items, next_cursor?, searched_for?, facets?}`. */
  products(search = {}) {
    return this.#get('/v1/products', { ...search, limit: 24 });
  }

  /** The platform's categories, each behind its parent: `{items}`. */
  categories() {
    return this.#get('/v1/categories');
  }

  /** By its address in its store, or by one that it had. */
  productAt(store, slug) {
    return this.#get(`/v1/stores/${encodeURIComponent(store)}/products/${encodeURIComponent(slug)}`);
  }

  product(id) {
    return this.#get(`/v1/products/${encodeURIComponent(id)}`);
  }

  /** One page of what buyers say of it, newest first: `{items, next_cursor?}`. */
  reviews(productId, { cursor } = {}) {
    return this.#get(`/v1/products/${encodeURIComponent(productId)}/reviews`, { cursor, limit: 10 });
  }

  /** Says that its page was looked at, for the store's counts. Goes on while the page is left. */
  async countView(productId) {
    await this.#send('POST', `/v1/products/${encodeURIComponent(productId)}/views`, { keepalive: true });
  }

  store(slug) {
    return this.#get(`/v1/stores/${encodeURIComponent(slug)}`);
  }

  /** `wanted` is the contract's `OrderRequest`. Answers `{order, replayed}`; a replayed order is as it was when it was first answered. */
  async placeOrder(wanted, key) {
    const { body, headers } = await this.#send('POST', '/v1/orders', { headers: { 'Idempotency-Key': key }, json: wanted });
    return { order: body, replayed: headers.get('Idempotent-Replayed') === 'true' };
  }

  order(id, token) {
    return this.#get(`/v1/orders/${encodeURIComponent(id)}`, {}, token);
  }

  /** One page of what the token opens: `{items, next_cursor?}`. */
  purchases(token, { cursor } = {}) {
    return this.#get('/v1/purchases', { cursor }, token);
  }

  /** Counts one download and answers `{url, expires_at, downloads_left}`. */
  async download(purchaseId, fileId, token) {
    const path = `/v1/purchases/${encodeURIComponent(purchaseId)}/downloads`;
    return (await this.#send('POST', path, { headers: tokenHeader(token), json: { file_id: fileId } })).body;
  }

  /** `subject` is the id of a product, a store or a review; `reason` one of the contract's `ReportReason`. */
  async report(subject, reason, text) {
    await this.#send('POST', '/v1/reports', { json: { subject, reason, text } });
  }

  /** Answers `{url, expires_at}`. `token` is the one of the letter about the export. */
  async openExport(exportId, token) {
    return (await this.#send('POST', `/v1/exports/${encodeURIComponent(exportId)}/downloads`, { json: { token } })).body;
  }

  /** The review of the purchase, or `null` while there is none. */
  async review(purchaseId, token) {
    try {
      return await this.#get(reviewPath(purchaseId), {}, token);
    } catch (problem) {
      if (problem.code === 'not_found') {
        return null;
      }
      throw problem;
    }
  }

  /** `draft` is the contract's `ReviewDraft`. It takes the place of the review that there is. */
  async writeReview(purchaseId, draft, token) {
    return (await this.#send('PUT', reviewPath(purchaseId), { headers: tokenHeader(token), json: draft })).body;
  }

  async wantVersionMails(purchaseId, wanted, token) {
    await this.#send('PUT', `/v1/purchases/${encodeURIComponent(purchaseId)}/version-mails`, { headers: tokenHeader(token), json: { wanted } });
  }

  async deleteReview(purchaseId, token) {
    await this.#send('DELETE', reviewPath(purchaseId), { headers: tokenHeader(token) });
  }

  async #get(path, query = {}, token) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
    const search = given.length ? `?${new URLSearchParams(given)}` : '';
    return (await this.#send('GET', path + search, { headers: tokenHeader(token) })).body;
  }

  async #send(method, path, { headers, json, keepalive = false }) {
    const request = { method, headers: { Accept: 'application/json', ...headers }, cache: 'no-store', credentials: 'omit', keepalive };
    if (json) {
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(json);
    }
    let response;
    let body;
    try {
      response = await fetch(this.#base + path, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
      body = await response.text();
    } catch {
      throw Problem.unreachable();
    }
    if (!response.ok) {
      throw Problem.of(response, body);
    }
    if (response.status === 204) {
      return { body: null, headers: response.headers };
    }
    try {
      return { body: JSON.parse(body), headers: response.headers };
    } catch {
      throw Problem.of(response, body);
    }
  }
}

function reviewPath(purchaseId) {
  return `/v1/purchases/${encodeURIComponent(purchaseId)}/review`;
}

function tokenHeader(token) {
  return token ? { 'Purchase-Token': token } : {};
}
