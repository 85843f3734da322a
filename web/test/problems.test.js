import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem, explain, shareOut } from '../js/problems.js';

const answer = (status, body, { type = 'application/problem+json', ...headers } = {}) => {
  const response = new Response(null, { status, headers: { 'Content-Type': type, ...headers } });
  return Problem.of(response, typeof body === 'string' ? body : JSON.stringify(body));
};

const missingEmail = {
  type: 'https://souk.dev/problems/invalid_fields',
  title: 'Invalid fields',
  status: 422,
  code: 'invalid_fields',
  detail: "'email' is required for guests.",
  request_id: '3c2f7a0e-6f0f-4d5c-9a54-0e2d6a1d9b11',
  errors: [{ field: 'email', code: 'required', message: 'is required for guests' }],
};

test('a problem is shown at the field it names', () => {
  const { fields, rest } = shareOut(answer(422, missingEmail), { email: 'This' });
  assert.equal(fields.get('email'), 'This is required for guests.');
  assert.equal(rest, null);
});

test('a problem with a field that is not on the page is told as a whole', () => {
  const notForSale = {
    ...missingEmail,
    status: 409,
    code: 'product_not_for_sale',
    errors: [{ field: 'items[0].product_id', code: 'product_not_for_sale', message: 'is not for sale' }],
  };
  const { fields, rest } = shareOut(answer(409, notForSale), { email: 'This' });
  assert.equal(fields.size, 0);
  assert.equal(rest, 'This product is not for sale any more.');
});

test('two things wrong with one field are both said', () => {
  const errors = [
    { field: 'email', code: 'too_long', message: 'is too long' },
    { field: 'email', code: 'invalid', message: 'is no address' },
  ];
  assert.equal(shareOut(answer(422, { ...missingEmail, errors }), { email: 'This' }).fields.get('email'), 'This is too long. This is no address.');
});

test('a field with the name of an object’s own is no field of ours', () => {
  const errors = [{ field: 'constructor', code: 'unknown_field', message: 'is not a known field' }];
  const { fields, rest } = shareOut(answer(422, { ...missingEmail, errors }), { email: 'This' });
  assert.equal(fields.size, 0);
  assert.notEqual(rest, null);
});

test('an unknown code is told in the server’s words', () => {
  const problem = answer(409, { ...missingEmail, code: 'sold_out', detail: 'The last one is gone.', errors: undefined });
  assert.equal(shareOut(problem, {}).rest, 'The last one is gone.');
});

test('an answer that is no problem document is still a problem', () => {
  for (const [body, type] of [['<h1>Bad gateway</h1>', 'text/html'], ['{"message":"Forbidden"}', 'application/json'], ['{', 'application/problem+json'], ['null', 'application/problem+json']]) {
    const problem = answer(502, body, { type });
    assert.equal(problem.code, 'unreadable_answer');
    assert.equal(problem.status, 502);
    assert.doesNotMatch(explain(problem), /gateway|Forbidden/i);
  }
});

test('the status is the answer’s own, whatever the document says', () => {
  assert.equal(answer(422, { ...missingEmail, status: 200 }).status, 422);
});

test('our own faults come with a reference, the visitor’s do not', () => {
  const ours = answer(500, { ...missingEmail, code: 'internal_error' });
  assert.match(explain(ours), /3c2f7a0e-6f0f-4d5c-9a54-0e2d6a1d9b11/);
  assert.doesNotMatch(explain(answer(404, { ...missingEmail, code: 'not_found' })), /3c2f7a0e/);
});

test('the pause that the server wants is read when it is a number', () => {
  assert.equal(answer(503, missingEmail, { 'Retry-After': '5' }).retryAfter, 5);
  assert.equal(answer(503, missingEmail, { 'Retry-After': 'Mon, 23 Nov 2026 10:00:00 GMT' }).retryAfter, null);
});

test('a fault of the page itself is not blamed on anybody', () => {
  assert.equal(explain(new TypeError('x is undefined')), 'Something went wrong on this page. Please load it again.');
});
