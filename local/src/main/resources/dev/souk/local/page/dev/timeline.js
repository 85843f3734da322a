// The invocations: a line each, newest first, and a strip of the last two minutes above them.
import { act, byId, counted, duration, el, get, millis, post, pretty, time, write } from './dom.js'

const MOST = 500
const STRIP_SECONDS = 120
const LANE = 16
const SVG = 'http://www.w3.org/2000/svg'

const list = byId('timeline')
const filters = byId('filters')
const lines = new Map()
const held = new Map()
let paused = false

/** All there are: what is not among them is forgotten, by Souk too. */
export function showAll(all) {
  const known = new Set(all.map(line => line.id))
  for (const [id, shown] of lines) {
    if (!known.has(id)) {
      shown.item.remove()
      lines.delete(id)
    }
  }
  all.forEach(show)
}

export function show(line) {
  if (paused && !lines.has(line.id)) {
    held.set(line.id, line)
    drawPause()
    return
  }
  const before = lines.get(line.id)
  // What is over stays over, in whatever order the news come.
  if (before && !before.line.running && line.running) return
  if (before) {
    before.line = line
    drawSummary(before)
    if (before.details.open) drawDetail(before)
  } else {
    add(line)
  }
  drawSoon()
}

let drawing = false
/** Once a frame, however much comes: under load that is hundreds of lines. */
function drawSoon() {
  if (drawing) return
  drawing = true
  requestAnimationFrame(() => {
    drawing = false
    applyFilters()
    drawStrip()
  })
}

function add(line) {
  const summary = el('summary')
  const detail = el('div', { className: 'detail' })
  const details = el('details', {}, summary, detail)
  const item = el('li', { data: { id: line.id } }, details)
  const shown = { line, item, details, summary, detail }
  details.addEventListener('toggle', () => details.open && drawDetail(shown))
  lines.set(line.id, shown)
  let place = list.firstElementChild
  while (place && begun(lines.get(place.dataset.id).line) > begun(line)) place = place.nextElementSibling
  list.insertBefore(item, place)
  while (lines.size > MOST) {
    lines.delete(list.lastElementChild.dataset.id)
    list.lastElementChild.remove()
  }
  offerFunction(line.function)
  drawSummary(shown)
}

const begun = line => Date.parse(line.at)

function drawSummary({ line, summary, item }) {
  item.dataset.outcome = line.outcome
  const [method, ...rest] = line.method ? [line.method, line.route] : ['', line.title]
  const purpose = el('span', { className: 'purpose', title: line.path ?? line.title },
    method && el('b', { className: 'method', textContent: method }), method ? ' ' : '', rest.join(' '))
  summary.replaceChildren(
    el('span', { className: 'at' }, time(line.at), el('small', { textContent: `.${millis(line.at)}` })),
    el('span', { className: 'function', textContent: line.function }),
    purpose,
    el('span', { className: 'marks' },
      line.replay_of ? el('span', { className: 'tag', textContent: 'replay' }) : null,
      line.init_ms !== undefined
        ? el('span', { className: 'tag cold', title: `A new instance started for it, in ${duration(line.init_ms)}`, textContent: `cold ${duration(line.init_ms)}` })
        : null),
    bar(line),
    el('span', { className: 'took', textContent: line.took_ms === undefined ? '' : duration(line.took_ms) }),
    el('span', { className: 'result', textContent: line.result }))
}

/** On a logarithmic scale up to half a minute: two milliseconds and two seconds are both to be seen. */
function bar(line) {
  const init = line.init_ms ?? 0
  const took = line.took_ms ?? 0
  const track = el('span', { className: line.running ? 'bar running' : 'bar' })
  if (!line.running) {
    const share = Math.min(1, Math.log10(1 + init + took) / Math.log10(30_001))
    const cold = el('i', { className: 'init' })
    const warm = el('i', {})
    cold.style.width = `${share * 100 * init / (init + took || 1)}%`
    warm.style.width = `${Math.max(2, share * 100 * took / (init + took || 1))}%`
    track.append(cold, warm)
  }
  return track
}

async function drawDetail(shown) {
  const { line, detail } = shown
  let full
  try {
    full = await get(`invocations/${line.id}`)
  } catch (failure) {
    detail.replaceChildren(el('p', { className: 'empty', textContent: failure.message }))
    return
  }
  const open = new Set([...detail.querySelectorAll('details[open]')].map(each => each.dataset.part))
  detail.replaceChildren(...[
    facts(full),
    replay(full),
    part('Log', counted(full.log.length, 'line'), true, open, logOf(full)),
    part('Event', '', false, open, el('pre', { textContent: pretty(full.event), tabIndex: 0 })),
    full.answer === undefined ? null : part('Answer', '', false, open, el('pre', { textContent: pretty(full.answer), tabIndex: 0 })),
    full.kin.length === 0 ? null : part('Related', String(full.kin.length), true, open, kinOf(full))
  ].filter(Boolean))
}

function facts(full) {
  const rows = [
    ['Request id', full.id],
    ['Path', full.path],
    ['Started', full.init_ms === undefined ? 'warm' : `cold: the instance took ${duration(full.init_ms)} to start`],
    ['Took', full.took_ms === undefined ? 'still running' : duration(full.took_ms)],
    ['Memory', full.memory_mb === undefined ? undefined : `${full.memory_mb} MB at most so far`],
    ['Error', full.error_type]
  ].filter(([, value]) => value !== undefined)
  const dl = el('dl', {}, ...rows.flatMap(([name, value]) => [el('dt', { textContent: name }), el('dd', { textContent: value })]))
  if (full.replay_of) dl.append(el('dt', { textContent: 'Repeats' }), el('dd', {}, jump(full.replay_of, full.replay_of)))
  return dl
}

const WARNING = {
  request: 'Does again what the request says. A POST with an Idempotency-Key answers as it did the first time; any other change is made a second time.',
  queue: 'Works on these messages again. Payments and mails are made to be done once however often they come; the queue itself hears nothing of it.',
  schedule: 'Runs it again now.',
  other: 'Does again what the event says.'
}

function replay(full) {
  return el('div', { className: 'replay' },
    act('Replay', async () => {
      const { id } = await post(`invocations/${full.id}/replay`)
      resume()
      jumpTo(id)
      return `Called ${full.function} again.`
    }, { className: 'strong' }),
    el('p', { textContent: WARNING[full.kind] }))
}

function part(title, aside, opened, open, content) {
  const made = el('details', { className: 'part', data: { part: title } },
    el('summary', {}, title, aside && el('span', { className: 'soft', textContent: ` ${aside}` })), content)
  made.open = open.size > 0 ? open.has(title) : opened
  return made
}

function logOf(full) {
  if (full.log.length === 0) {
    return el('p', { className: 'empty', textContent: full.running ? 'Its lines come when it is over.' : 'It logged nothing.' })
  }
  return el('ol', { className: 'log' }, ...full.log.map(logLine))
}

/** A line of ours is an object; whatever else was written is shown as it is. */
function logLine(text) {
  let entry
  try {
    entry = JSON.parse(text)
  } catch {
    entry = null
  }
  if (entry === null || typeof entry !== 'object' || !entry.event) return el('li', { className: 'raw', textContent: text })
  const { time: at, level = '', event, function: _, request_id: __, cause, ...fields } = entry
  return el('li', { data: { level } },
    el('span', { className: 'soft', textContent: at ? `${time(at)}.${millis(at)}` : '' }),
    el('b', { className: 'level', textContent: level }),
    el('span', {},
      el('strong', { textContent: event }),
      ...Object.entries(fields).map(([name, value]) => el('span', { className: 'field' },
        el('span', { className: 'soft', textContent: ` ${name}=` }), typeof value === 'string' ? value : JSON.stringify(value))),
      typeof cause === 'string' ? el('span', { className: 'cause', textContent: stack(cause) }) : null))
}

/** A cause is one line in the log; a person reads it as a stack. */
function stack(cause) {
  return cause.replaceAll(' <- ', '\ncaused by ').replace(/ at (?=\S+:\d+)/g, '\n    ').replace(/(:\d+), /g, '$1\n    ')
}

function kinOf(full) {
  return el('ol', { className: 'kin' }, ...full.kin.map(line => el('li', { data: { outcome: line.outcome } },
    jump(line.id, `${time(line.at)}  ${line.function}  ${line.title}`),
    el('span', { className: 'result', textContent: line.result }),
    el('small', { className: 'soft', textContent: line.shares }))))
}

function jump(id, text) {
  const button = el('button', { type: 'button', className: 'link', textContent: text })
  button.addEventListener('click', () => jumpTo(id))
  return button
}

/** Opens an invocation, as soon as it is there. */
function jumpTo(id, looks = 30) {
  const shown = lines.get(id)
  if (!shown) {
    if (looks > 0) setTimeout(() => jumpTo(id, looks - 1), 100)
    return
  }
  shown.item.hidden = false
  shown.details.open = true
  shown.item.scrollIntoView({ block: 'nearest', behavior: calm() ? 'auto' : 'smooth' })
  shown.summary.focus({ preventScroll: true })
  shown.item.classList.add('found')
  setTimeout(() => shown.item.classList.remove('found'), 2000)
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

function offerFunction(name) {
  const select = filters.elements.function
  if ([...select.options].some(option => option.value === name)) return
  const after = [...select.options].slice(1).find(option => option.value > name)
  select.insertBefore(el('option', { value: name, textContent: name }), after ?? null)
}

function fits(line) {
  const { function: wanted, outcome, text, idle } = filters.elements
  const words = text.value.trim().toLowerCase()
  return (!wanted.value || line.function === wanted.value)
    && (!outcome.value || line.outcome === outcome.value
      || (outcome.value === 'cold' && line.init_ms !== undefined) || (outcome.value === 'replay' && line.replay_of !== undefined))
    && (!words || [line.title, line.path ?? '', line.id].some(each => each.toLowerCase().includes(words)))
    && (idle.checked || !line.idle)
}

function applyFilters() {
  let visible = 0
  for (const { line, item, details } of lines.values()) {
    // Who is at a line with the keyboard is not thrown off it.
    item.hidden = !fits(line) && !details.open && !item.contains(document.activeElement)
    if (!item.hidden) visible++
  }
  write(byId('count'), visible === lines.size ? String(visible) : `${visible} of ${lines.size}`)
  byId('nothing').hidden = visible > 0
  byId('nothing').classList.toggle('filtered', lines.size > 0)
}

function drawStrip() {
  const strip = byId('strip')
  const now = Date.now()
  const names = [...filters.elements.function.options].slice(1).map(option => option.value)
  const width = strip.clientWidth || 800
  const label = Math.min(150, width / 3)
  const height = names.length === 0 ? 0 : (names.length + 1) * LANE
  strip.style.height = `${height}px`
  strip.setAttribute('viewBox', `0 0 ${width} ${Math.max(1, height)}`)
  const drawn = names.flatMap((name, lane) => [
    shape('line', { x1: label, x2: width, y1: lane * LANE + LANE / 2, y2: lane * LANE + LANE / 2, class: 'lane' }),
    words(name, lane, 0)
  ])
  drawn.push(words('two minutes ago', names.length, label), words('now', names.length, width, 'end'))
  const scale = (width - label) / (STRIP_SECONDS * 1000)
  for (const shown of lines.values()) {
    const { line } = shown
    const from = begun(line)
    const length = line.running ? now - from : (line.init_ms ?? 0) + (line.took_ms ?? 0)
    if (!fits(line) || from + length < now - STRIP_SECONDS * 1000) continue
    const left = Math.max(label, width - (now - from) * scale)
    const right = Math.min(width, width - (now - from - length) * scale)
    const mark = shape('rect', {
      x: Math.min(left, width - 3), y: names.indexOf(line.function) * LANE + 3, width: Math.max(3, right - left), height: LANE - 6, rx: 2, class: line.outcome
    })
    if (line.init_ms !== undefined) mark.classList.add('cold')
    mark.addEventListener('click', () => jumpTo(line.id))
    drawn.push(mark)
  }
  strip.replaceChildren(...drawn)
}

function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  return made
}

function words(text, lane, x, className = '') {
  const made = shape('text', { x, y: lane * LANE + LANE / 2 + 4, class: className })
  made.textContent = text
  return made
}

function drawPause() {
  byId('pause').setAttribute('aria-pressed', String(paused))
  write(byId('pause'), paused ? (held.size > 0 ? `Go on (${held.size} new)` : 'Go on') : 'Pause')
}

function resume() {
  paused = false
  const waiting = [...held.values()]
  held.clear()
  waiting.forEach(show)
  drawPause()
}

byId('pause').addEventListener('click', () => {
  if (paused) {
    resume()
  } else {
    paused = true
    drawPause()
  }
})
filters.addEventListener('input', drawSoon)
filters.addEventListener('submit', event => event.preventDefault())
addEventListener('resize', drawStrip)
setInterval(() => document.visibilityState === 'visible' && drawStrip(), 1000)
