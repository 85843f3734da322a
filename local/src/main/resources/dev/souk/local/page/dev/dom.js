// What strangers wrote reaches the page through here: as text, by textContent, never as markup.

export const byId = id => document.getElementById(id)

/** An element with properties, data-* under `data`, and children, of which strings become text. */
export function el(tag, properties = {}, ...children) {
  const { data = {}, ...rest } = properties
  const made = Object.assign(document.createElement(tag), rest)
  Object.assign(made.dataset, data)
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ''))
  return made
}

/** Text in an element that is there, touched only when it changes: a screen reader hears what is touched. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** Makes a list show `items` in their order, keeping the elements of those that stay, and with them focus and what is open. */
export function keyed(list, items, keyOf, make, update) {
  const before = new Map([...list.children].map(child => [child.dataset.key, child]))
  let place = list.firstElementChild
  for (const item of items) {
    const key = String(keyOf(item))
    let child = before.get(key)
    before.delete(key)
    if (!child) {
      child = make(item)
      child.dataset.key = key
    }
    if (child === place) place = place.nextElementSibling
    else list.insertBefore(child, place)
    update?.(child, item)
  }
  before.forEach(child => child.remove())
}

export async function get(path) {
  return answered(await fetch(`api/${path}`))
}

export async function post(path, body = {}) {
  return answered(await fetch(`api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body)
  }))
}

async function answered(response) {
  const body = await response.json()
  if (!response.ok) throw new Error(body.title ?? `${response.status}`)
  return body
}

let saying
/** Says what came of something that was asked for. */
export function say(text) {
  const said = byId('said')
  said.textContent = text
  said.classList.add('shown')
  clearTimeout(saying)
  saying = setTimeout(() => said.classList.remove('shown'), 5000)
}

/** A button that asks for something, and says how it went. */
export function act(label, doing, properties = {}) {
  const button = el('button', { type: 'button', textContent: label, ...properties })
  button.addEventListener('click', () => during(button, doing))
  return button
}

export async function during(button, doing) {
  button.disabled = true
  try {
    const said = await doing()
    if (said) say(said)
  } catch (failure) {
    say(failure.message === 'Failed to fetch' ? 'Souk is not running.' : failure.message)
  } finally {
    button.disabled = false
  }
}

/** A button for what cannot be taken back: the first press asks, the second one does it. */
export function actTwice(label, sure, doing, properties = {}) {
  const button = el('button', { type: 'button', textContent: label, ...properties })
  const calm = () => {
    button.textContent = label
    button.classList.remove('sure')
  }
  button.addEventListener('click', async () => {
    if (!button.classList.contains('sure')) {
      button.textContent = sure
      button.classList.add('sure')
      return
    }
    await during(button, doing)
    calm()
  })
  button.addEventListener('blur', calm)
  return button
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** The time of day; with the date when that is not today. */
export function time(iso) {
  const at = new Date(iso)
  const clock = CLOCK.format(at)
  return at.toDateString() === new Date().toDateString() ? clock : `${DAY.format(at)} ${clock}`
}

export function millis(iso) {
  return String(new Date(iso).getMilliseconds()).padStart(3, '0')
}

export function duration(ms) {
  if (ms < 10) return `${ms.toFixed(1)} ms`
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = -1
  do {
    value /= 1000
    unit++
  } while (value >= 999.5 && unit < units.length - 1)
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

export const pretty = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2)
