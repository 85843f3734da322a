// A mail is a stranger's text: it reaches this page by textContent only, and its HTML by a frame that may run nothing.
'use strict'

const VIEWS = ['html', 'text', 'headers', 'source']
const EVERY_MS = 2000
const byId = id => document.getElementById(id)
let messages = []
let shown = null
let view = 'html'

function element(tag, className, text) {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

function fits(message, wanted) {
  return [message.subject, message.from, ...message.to].some(text => text.toLowerCase().includes(wanted))
}

function drawList() {
  const wanted = byId('filter').value.trim().toLowerCase()
  const fitting = messages.filter(message => fits(message, wanted)).reverse()
  const focused = document.activeElement && document.activeElement.dataset.id
  byId('list').replaceChildren(...fitting.map(message => {
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.id = message.id
    button.setAttribute('aria-current', String(message.id === shown))
    button.append(
      element('span', 'subject', message.subject || '(no subject)'),
      element('span', 'about', message.to.join(', ')),
      element('span', 'about', new Date(message.received_at).toLocaleString()))
    button.addEventListener('click', () => open(message.id))
    const item = document.createElement('li')
    item.append(button)
    return item
  }))
  if (focused) byId('list').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
  byId('empty').hidden = messages.length > 0
  byId('state').textContent = messages.length === 1 ? '1 mail' : `${messages.length} mails`
}

function showView(name) {
  view = name
  for (const each of VIEWS) {
    byId(`tab-${each}`).setAttribute('aria-selected', String(each === name))
    byId(`view-${each}`).hidden = each !== name
  }
}

async function open(id) {
  const answer = await fetch(`api/messages/${encodeURIComponent(id)}`)
  if (!answer.ok) return refresh()
  const mail = await answer.json()
  shown = id
  byId('subject').textContent = mail.subject || '(no subject)'
  byId('from').textContent = mail.from
  byId('to').textContent = mail.to.join(', ')
  byId('received').textContent = new Date(mail.received_at).toLocaleString()
  byId('view-html').src = `api/messages/${encodeURIComponent(id)}/html`
  byId('view-text').textContent = mail.text
  byId('view-source').textContent = mail.raw
  byId('view-headers').tBodies[0].replaceChildren(...mail.headers.map(header => {
    const row = document.createElement('tr')
    row.append(element('td', '', header.name), element('td', '', header.value))
    return row
  }))
  byId('tab-html').disabled = !mail.html
  byId('tab-text').disabled = !mail.text
  byId('mail').hidden = false
  showView(view === 'html' && !mail.html ? 'text' : view === 'text' && !mail.text ? 'html' : view)
  drawList()
}

async function refresh() {
  try {
    const answer = await fetch('api/messages')
    const seen = messages.map(message => message.id).join()
    messages = (await answer.json()).messages
    if (shown && !messages.some(message => message.id === shown)) {
      shown = null
      byId('mail').hidden = true
    }
    if (seen !== messages.map(message => message.id).join() || messages.length === 0) drawList()
    const linked = messages.find(message => encodeURIComponent(message.id) === location.hash.slice(1))
    if (!shown && messages.length > 0) await open((linked ?? messages.at(-1)).id)
  } catch {
    byId('state').textContent = 'Souk is not running'
  }
}

for (const name of VIEWS) byId(`tab-${name}`).addEventListener('click', () => showView(name))
byId('filter').addEventListener('input', drawList)
byId('clear').addEventListener('click', async () => {
  await fetch('api/messages', { method: 'DELETE' })
  await refresh()
})
refresh()
setInterval(refresh, EVERY_MS)
