/** A small HTTP server that answers orders as the contract says: once per key, replayed after that. */
import { createServer } from 'node:http';

const TOKEN = 'not-a-real-token-0000000000000000000000000';

export async function startPurchasesApi() {
  const api = new PurchasesApi();
  await new Promise((ready) => api.server.listen(0, '127.0.0.1', ready));
  api.base = `http://127.0.0.1:${api.server.address().port}`;
  return api;
}

class PurchasesApi {
  /** Every request, as `{method, url, headers, body}`. */
  seen = [];
  /** Answers to give before the usual ones: `(request, response) => void`. */
  first = [];
  /** Orders by their number; a test moves their `state`. */
  orders = [];
  /** Whether orders are taken without a payment page, as when the payment provider has no time. */
  queued = false;
  #byKey = new Map();

  constructor() {
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const piece of request) {
        text += piece;
      }
      const { method, url, headers } = request;
      this.seen.push({ method, url, headers, body: text ? JSON.parse(text) : null });
      const special = this.first.shift();
      if (special) {
        special(request, response);
      } else if (method === 'POST') {
        this.#place(headers['idempotency-key'], JSON.parse(text), response);
      } else {
        const order = this.orders.find(({ id }) => url === `/v1/orders/${id}`);
        json(response, 200, order);
      }
    });
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((stopped) => this.server.close(stopped));
  }

  opens(orderId) {
    this.orders.find(({ id }) => id === orderId).payment_url = `https://pay.example/${orderId.slice(4)}`;
  }

  #place(key, { email, items }, response) {
    const replayed = this.#byKey.has(key);
    if (!replayed) {
      const price = { amount: 1250, currency: 'USD' };
      const order = {
        id: `ord_${this.orders.length + 1}`,
        state: 'awaiting_payment',
        email,
        items: items.map(({ product_id }) => ({ product_id, title: 'Lantern typeface', price })),
        total: price,
        payment_url: this.queued ? undefined : `https://pay.example/${this.orders.length + 1}`,
        created_at: '2026-11-23T10:30:00Z',
      };
      this.orders.push(order);
      this.#byKey.set(key, { ...order, purchase_token: TOKEN });
    }
    const status = this.#byKey.get(key).payment_url ? 201 : 202;
    json(response, status, this.#byKey.get(key), replayed ? { 'Idempotent-Replayed': 'true' } : {});
  }
}

export function problem(status, code, headers = {}) {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ type: `https://souk.dev/problems/${code}`, title: code, status, code, request_id: 'r' }));
  };
}

export function lostAnswer(_, response) {
  response.destroy();
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
