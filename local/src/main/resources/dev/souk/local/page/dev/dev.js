// What happens comes as server-sent events. A page that connects again is told everything afresh.
import { byId, say, write } from './dom.js'
import { show, showAll } from './timeline.js'
import { showInstances, showMails, showQueues, showStripe } from './panels.js'

const AGAIN_MS = 2000
const PANELS = { queues: showQueues, stripe: showStripe, mails: showMails, instances: showInstances }

function live(state, text) {
  byId('live').dataset.state = state
  write(byId('live'), text)
}

function connect() {
  const updates = new EventSource('api/updates')
  const on = (name, draw) => updates.addEventListener(name, event => draw(JSON.parse(event.data)))
  on('invocations', ({ invocations }) => {
    live('live', 'live')
    showAll(invocations)
  })
  on('invocation', show)
  for (const [name, draw] of Object.entries(PANELS)) {
    // A panel that failed as a whole keeps what it showed; one whose service is away says so itself.
    on(name, state => state.where || !state.error ? draw(state) : say(state.error))
  }
  updates.addEventListener('error', () => {
    live('lost', 'Souk does not answer')
    // Most failures the browser mends by itself; after an answer that is no stream it gives up.
    if (updates.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MS)
  })
}

connect()
