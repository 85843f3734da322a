/** Where anybody reports what they see to those who run the platform. */
import { announce, h } from './dom.js';
import { isBusy, setBusy } from './notice.js';
import { shareOut } from './problems.js';

const REASONS = [
  ['copyright', 'It uses somebody else’s work'],
  ['trademark', 'It uses somebody else’s name or mark'],
  ['fraud', 'It is not what it says'],
  ['malware', 'It harms my computer'],
  ['illegal', 'It is against the law'],
  ['sexual', 'It is sexual'],
  ['hateful', 'It is hateful'],
  ['spam', 'It is spam'],
  ['other', 'Something else'],
];
const LABELS = { reason: 'This', text: 'This' };

/**
 * A part that opens into the form. `what` names the thing in the line that opens it, `send(reason, text)` makes the report. Once it is made, a
 * sentence takes the place of the form.
 */
export function reportForm(what, send) {
  const reason = h('select', { id: 'report-reason', 'aria-describedby': 'report-reason-error' }, h('option', { value: '' }, 'Choose one'), ...REASONS.map(([value, words]) => h('option', { value }, words)));
  const text = h('textarea', { id: 'report-text', rows: '3', maxlength: '2000', dir: 'auto', 'aria-describedby': 'report-text-hint report-text-error' });
  const errors = { reason: h('p', { class: 'error', id: 'report-reason-error' }), text: h('p', { class: 'error', id: 'report-text-error' }) };
  const inputs = { reason, text };
  const trouble = h('p', { class: 'error', role: 'alert' });
  const button = h('button', { type: 'submit', class: 'button plain' }, 'Send the report');
  const form = h(
    'form',
    { class: 'review-form', method: 'post', novalidate: true },
    h('div', { class: 'field' }, h('label', { for: reason.id }, 'What is wrong with it?'), reason, errors.reason),
    h('div', { class: 'field' }, h('label', { for: text.id }, 'What should we know?'), h('p', { class: 'hint', id: 'report-text-hint' }, 'It is read by those who run this platform, and not by the seller.'), text, errors.text),
    h('p', { class: 'actions' }, button),
    trouble,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    report();
  });
  const part = h('details', { class: 'review-part' }, h('summary', {}, `Report this ${what}`), form);
  return part;

  async function report() {
    if (isBusy(button)) {
      return;
    }
    const missing = new Map();
    if (!reason.value) {
      missing.set('reason', 'Choose what is wrong.');
    }
    if (!text.value.trim()) {
      missing.set('text', 'Say in a few words what is wrong.');
    }
    complain({ fields: missing, rest: null });
    if (missing.size > 0) {
      return;
    }
    setBusy(button, true);
    try {
      await send(reason.value, text.value);
      const thanks = h('p', { tabindex: '-1' }, 'Thank you. Somebody will look at it.');
      form.replaceWith(thanks);
      thanks.focus();
      announce('Your report was sent.');
    } catch (problem) {
      complain(shareOut(problem, LABELS));
      setBusy(button, false);
    }
  }

  function complain({ fields, rest }) {
    for (const [field, place] of Object.entries(errors)) {
      place.textContent = fields.get(field) ?? '';
      if (fields.has(field)) {
        inputs[field].setAttribute('aria-invalid', 'true');
      } else {
        inputs[field].removeAttribute('aria-invalid');
      }
    }
    trouble.textContent = rest ?? '';
    const first = Object.keys(errors).find((field) => fields.has(field));
    inputs[first]?.focus();
  }
}
