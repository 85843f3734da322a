// The services behind the functions, and their levers.
import { act, actTwice, byId, counted, during, el, get, keyed, post, pretty, size, time, write } from './dom.js'

function where(name, state) {
  write(byId(`${name}-where`), state.where ? (state.ours ? 'started here' : `yours, ${state.where}`) : '')
  byId(`${name}-where`).title = state.where ?? ''
}

function trouble(name, text) {
  byId(`${name}-trouble`).hidden = !text
  write(byId(`${name}-trouble`), text ?? '')
}

// Queues

export function showQueues(state) {
  where('queues', state)
  trouble('queues', state.error)
  if (state.error) return
  keyed(byId('queues'), state.queues, queue => queue.name, makeQueue, drawQueue)
}

function makeQueue({ name }) {
  const number = part => el('span', { className: 'number', data: { part } }, el('b'), el('small', { textContent: part }))
  return el('article', { className: 'queue' },
    el('div', { className: 'row' }, el('h3', {}, name, el('small', { className: 'soft tries' })), number('waiting'), number('in flight'), number('delayed')),
    el('div', { className: 'row dead' },
      el('span', { className: 'number', data: { part: 'dead' } }, el('b'), el('small')),
      el('span', { className: 'acts' },
        act('Look', () => peek(name)),
        act('Redrive', async () => {
          await post(`queues/${name}/redrive`)
          return `The dead letters of ${name} go back to it.`
        }),
        actTwice('Delete', 'Really delete', async () => {
          await post(`queues/${name}/purge`, { confirm: name })
          return `The dead letters of ${name} are deleted.`
        }))),
    el('ol', { className: 'letters', hidden: true }))
}

function drawQueue(article, queue) {
  const set = (part, count) => {
    const number = article.querySelector(`[data-part="${part}"]`)
    write(number.querySelector('b'), String(count))
    number.classList.toggle('some', count > 0)
    return number
  }
  set('waiting', queue.depth)
  set('in flight', queue.in_flight)
  set('delayed', queue.delayed)
  const dead = queue.dead_letters
  const count = dead ? dead.depth + dead.in_flight + dead.delayed : 0
  write(set('dead', count).querySelector('small'),
    dead ? `dead ${count === 1 ? 'letter' : 'letters'}` : 'dead letters: none are kept')
  write(article.querySelector('.tries'), dead ? `dead after ${queue.max_receives} attempts` : '')
  article.querySelectorAll('.acts button').forEach(button => { button.hidden = count === 0 })
  if (count === 0) article.querySelector('.letters').hidden = true
}

async function peek(name) {
  const letters = byId('queues').querySelector(`[data-key="${CSS.escape(name)}"] .letters`)
  if (!letters.hidden) {
    letters.hidden = true
    return ''
  }
  const { messages } = await get(`queues/${name}/dead-letters`)
  letters.replaceChildren(...messages.map(message => el('li', {},
    el('small', { className: 'soft', textContent: `${message.sent_at ? `${time(message.sent_at)}  ` : ''}${message.id}` }),
    el('pre', { textContent: pretty(message.body), tabIndex: 0 }))))
  letters.hidden = false
  return messages.length === 10 ? 'These are the first ten.' : ''
}

// Stripe

export function showStripe(state) {
  where('stripe', state)
  byId('stripe-theirs').hidden = state.ours !== false
  byId('stripe-ours').hidden = !state.ours
  if (!state.ours) return
  offer(byId('decline'), state.decline_codes)
  offer(byId('fault'), state.faults)
  write(byId('webhooks'), state.webhooks_paused ? 'paused: events pile up' : 'are delivered')
  write(byId('webhooks-toggle'), state.webhooks_paused ? 'Resume' : 'Pause')
  byId('webhooks-toggle').dataset.act = state.webhooks_paused ? 'resume' : 'pause'
  const notices = []
  if (state.next_payment_fails) notices.push(`The next payment by card will fail: ${spoken(state.next_payment_fails)}.`)
  if (state.outages_ahead > 0) notices.push(`The next ${state.outages_ahead === 1 ? 'API call' : `${state.outages_ahead} API calls`} will not go well.`)
  byId('stripe-notice').hidden = notices.length === 0
  write(byId('stripe-notice').querySelector('span'), notices.join(' '))
  byId('outage-end').hidden = state.outages_ahead === 0
  byId('no-events').hidden = state.events.length > 0
  keyed(byId('events'), state.events, event => event.id, makeEvent, drawEvent)
}

const spoken = code => code.replaceAll('_', ' ')

function offer(select, values) {
  if (select.options.length > 0) return
  select.append(...values.map(value => el('option', { value, textContent: spoken(value) })))
}

async function sendAgain(event, times) {
  const { answers } = await post(`stripe/events/${event.id}/send`, { times })
  return `${event.type} was sent ${times === 1 ? 'again' : `${times} times at once`}; answered ${[...new Set(answers)].join(', ') || 'by nobody'}.`
}

function makeEvent(event) {
  const body = el('pre', { tabIndex: 0 })
  const details = el('details', {}, el('summary', {},
    el('span', { className: 'main', textContent: event.type }),
    el('small', { className: 'soft', title: event.object, textContent: `${time(event.created)}  ${event.object}` })), body)
  details.addEventListener('toggle', async () => {
    if (details.open && !body.textContent) body.textContent = pretty((await get(`stripe/events/${event.id}`)).data)
  })
  return el('li', {}, details,
    el('span', { className: 'delivery' }),
    el('span', { className: 'acts' },
      act('Resend', () => sendAgain(event, 1)),
      act('Duplicate', () => sendAgain(event, byId('copies').valueAsNumber))))
}

function drawEvent(item, event) {
  const delivery = item.querySelector('.delivery')
  delivery.dataset.state = event.delivered ? 'done' : 'waiting'
  write(delivery, event.attempts === 0 ? 'not sent yet' : `${event.delivered ? 'delivered' : `answered ${event.last ?? 'nothing'}`}${event.attempts > 1 ? `, sent ${event.attempts} times` : ''}`)
}

byId('fail-next').addEventListener('submit', event => {
  event.preventDefault()
  during(event.submitter, () => post('stripe/fail-next-payment', { decline_code: byId('decline').value }))
})
byId('outage').addEventListener('submit', event => {
  event.preventDefault()
  const { fault, times } = event.target.elements
  // What holds the connection holds it for as long as a client waits, and a bit.
  const delay = /^(timeout|slow)/.test(fault.value) ? 5000 : 0
  during(event.submitter, () => post('stripe/outages', { fault: fault.value, times: times.valueAsNumber, delay_ms: delay }))
})
byId('outage-end').addEventListener('click', event => during(event.target, () => post('stripe/outages/end')))
byId('webhooks-toggle').addEventListener('click', event =>
  during(event.target, () => post(`stripe/webhooks/${event.target.dataset.act}`)))

// Mails

export function showMails(state) {
  where('mails', state)
  byId('inbox-link').hidden = !state.ours
  const mails = state.mails ?? []
  byId('no-mails').hidden = mails.length > 0
  write(byId('no-mails'), state.ours ? 'No mail yet. What Souk sends arrives here.' : 'Mails go out by your server; read them there.')
  keyed(byId('mails'), mails, mail => mail.id, mail => el('li', {},
    el('a', { href: `/_local/inbox/#${encodeURIComponent(mail.id)}` },
      el('span', { className: 'main', textContent: mail.subject || '(no subject)' }),
      el('small', { className: 'soft', textContent: `${time(mail.received_at)}  ${mail.to}` }))))
}

// Files

let next = null

async function loadFiles(after) {
  try {
    const page = await get(`files${after ? `?after=${encodeURIComponent(after)}` : ''}`)
    where('files', page)
    trouble('files', '')
    const items = page.files.map(file => el('li', {},
      el('a', { href: `api/files/content?key=${encodeURIComponent(file.key)}`, download: '', title: file.key },
        el('small', { className: 'soft', textContent: file.key.slice(0, file.key.lastIndexOf('/') + 1) }),
        el('span', { className: 'main', textContent: file.key.slice(file.key.lastIndexOf('/') + 1) }),
        el('small', { className: 'soft', textContent: [size(file.size), file.content_type, time(file.modified)].filter(Boolean).join('  ') }))))
    if (after) byId('files').append(...items)
    else byId('files').replaceChildren(...items)
    next = page.next ?? null
  } catch (failure) {
    trouble('files', failure.message)
  }
  byId('files-more').hidden = next === null
  byId('no-files').hidden = byId('files').children.length > 0 || !byId('files-trouble').hidden
}

byId('files-again').addEventListener('click', event => during(event.target, () => loadFiles(null)))
byId('files-more').addEventListener('click', event => during(event.target, () => loadFiles(next)))
loadFiles(null)

// Instances

export function showInstances(state) {
  byId('no-instances').hidden = state.instances.length > 0
  write(byId('no-instances'), state.isolated
    ? 'None runs just now. One starts with the next call.'
    : 'Functions run in this process, always warm. Start with ISOLATED=1 to see them start, freeze and die by themselves.')
  keyed(byId('instances'), state.instances, instance => instance.pid, makeInstance, (item, instance) => {
    item.dataset.state = instance.busy ? 'busy' : 'frozen'
    write(item.querySelector('small'), [`pid ${instance.pid}`, instance.busy ? 'busy' : 'frozen',
      instance.memory_mb === undefined ? '' : `${instance.memory_mb} MB`].filter(Boolean).join('  '))
  })
}

function makeInstance({ function: name, pid }) {
  return el('li', {},
    el('div', {}, el('span', { className: 'main', textContent: name }), el('small', { className: 'soft' })),
    el('span', { className: 'acts' }, act('kill -9', async () => {
      await post(`instances/${pid}/kill`)
      return `${name} (${pid}) is dead.`
    })))
}
