/** A notice in the place of what could not be shown. */
import { h } from './dom.js';

export function notice(title, text, ...actions) {
  return h('div', { class: 'notice' }, h('h2', {}, title), h('p', {}, text), actions.length > 0 && h('p', { class: 'actions' }, ...actions));
}

export function retryButton(label, again) {
  return h('button', { type: 'button', class: 'button plain', onclick: again }, label);
}

/** A button that is at work stays where it is and keeps the focus, but takes no clicks. */
export function setBusy(button, busy) {
  if (busy) {
    button.setAttribute('aria-disabled', 'true');
  } else {
    button.removeAttribute('aria-disabled');
  }
}

export function isBusy(button) {
  return button.getAttribute('aria-disabled') === 'true';
}
