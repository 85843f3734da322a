/** What can go wrong, and how it is said to people. */

/** A request that was not answered as hoped. Its fields are those of the contract's `Problem`, as far as they came. */
export class Problem extends Error {
  constructor({ status = 0, code, title, detail, errors = [], requestId = null, retryAfter = null }) {
    super(detail ?? title ?? code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.requestId = requestId;
    /** Seconds. */
    this.retryAfter = retryAfter;
  }

  /** Nothing came back: no network, no server, or not in time. */
  static unreachable() {
    return new Problem({ code: 'unreachable' });
  }

  /** Of an answer whose body is `body`, a text. What stands between us and the API may answer in a form of its own. */
  static of(response, body) {
    const retryAfter = seconds(response.headers.get('Retry-After'));
    const requestId = response.headers.get('X-Request-Id');
    const said = response.headers.get('Content-Type')?.startsWith('application/problem+json') ? parsed(body) : null;
    if (typeof said?.code !== 'string') {
      return new Problem({ status: response.status, code: 'unreadable_answer', requestId, retryAfter });
    }
    const errors = Array.isArray(said.errors) ? said.errors : [];
    return new Problem({ ...said, status: response.status, errors, requestId: said.request_id ?? requestId, retryAfter });
  }
}

/** By code. The first two are ours, all others the contract's. */
export const IN_OUR_WORDS = {
  unreachable: 'We could not be reached. Check your connection and try again; nothing happens twice.',
  unreadable_answer: 'We got an answer that makes no sense. Please try again in a moment.',
  not_found: 'There is nothing here. It may have been taken down, or the link may be incomplete.',
  product_not_for_sale: 'This product is not for sale any more.',
  part_not_for_sale: 'Something that is part of this is not for sale just now.',
  variant_not_for_sale: 'This is not for sale any more. Please choose again.',
  variant_required: 'Please choose what you want to buy.',
  seller_cannot_be_paid: 'The seller can take no money just now. Please try again another day.',
  store_on_vacation: 'The seller is away, so nothing can be ordered in this store just now.',
  request_in_progress: 'Your order is still being worked on. Try again in a few seconds; you will not be charged twice.',
  payments_unavailable: 'Payments cannot be taken just now. Nothing was charged; please try again in a moment.',
  overloaded: 'A lot is going on here just now. Please try again in a moment.',
  too_many_requests: 'That was a little fast. Please try again in a moment.',
  internal_error: 'Something went wrong on our side. Please try again in a moment.',
  idempotency_key_reused: 'Please send your order again.',
  token_required: 'The link to this purchase is missing. Open the one in your receipt.',
  token_invalid: 'This link opens nothing. Check that all of it was copied from your receipt.',
  download_limit_reached: 'All downloads of this purchase are used up.',
  own_product: 'This is yours: what you sell is reviewed by others.',
  free_without_account: 'What was free can only be reviewed by those who were signed in when they got it.',
  reviewed_already: 'You have reviewed this product for another purchase. Change that review instead.',
  reported_already: 'This was reported already, by you or somebody near you, and is being looked at.',
  purchase_revoked: 'This purchase was taken back, so its files can no longer be downloaded.',
};

/** One or two sentences for the person in front of the screen. */
export function explain(problem) {
  if (!(problem instanceof Problem)) {
    return 'Something went wrong on this page. Please load it again.';
  }
  const words = IN_OUR_WORDS[problem.code] ?? problem.detail ?? problem.title ?? IN_OUR_WORDS.unreadable_answer;
  return problem.status >= 500 && problem.requestId ? `${words} (Reference ${problem.requestId})` : words;
}

/**
 * Shares a problem out between the fields that a form shows and the form as a whole. `labels` maps the names of the fields to what
 * they are called on the page. Answers `{fields: Map(name → sentence), rest: sentence | null}`.
 */
export function shareOut(problem, labels) {
  const fields = new Map();
  let left = problem.errors?.length ? 0 : 1;
  for (const { field, message } of problem.errors ?? []) {
    if (Object.hasOwn(labels, field)) {
      // The API's messages are said of the field: "is required".
      const sentence = `${labels[field]} ${message}.`;
      fields.set(field, fields.has(field) ? `${fields.get(field)} ${sentence}` : sentence);
    } else {
      left += 1;
    }
  }
  return { fields, rest: left > 0 ? explain(problem) : null };
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function seconds(header) {
  return /^\d+$/.test(header ?? '') ? Number(header) : null;
}
