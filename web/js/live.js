/** Hears of an order's changes over a WebSocket (docs/live.md). Whoever uses it asks all the same: what is lost here is made up for there. */

const FIRST_MS = 1000;
const SLOWEST_MS = 60_000;
/** The other side ends a connection that was idle for ten minutes. */
const PING_MS = 5 * 60_000;
/** What will not change when it is tried again. */
const FINAL = ['not_found', 'token_invalid', 'too_many_watches', 'too_many_watchers'];

export function pauseBefore(attempt) {
  return Math.min(FIRST_MS * 2 ** attempt, SLOWEST_MS);
}

/**
 * Watches an order and calls `heard` for each version of it that is newer than those before, until it is stopped. A connection that ends is
 * opened again, ever less often.
 *
 * @param {string} url an empty one connects nowhere
 * @returns {{isOn: () => boolean, stop: () => void}} `isOn`: whether changes are being told just now
 */
export function listen(url, { order, token, heard, lost = () => {} }, { Socket = globalThis.WebSocket, timers = globalThis } = {}) {
  let socket = null;
  let on = false;
  let stopped = url === '' || Socket === undefined;
  let attempt = 0;
  let newest = -1;
  let ping = null;
  let retry = null;

  const say = (message) => socket.send(JSON.stringify(message));

  function connect() {
    const opened = new Socket(url);
    socket = opened;
    opened.addEventListener('open', () => {
      say({ action: 'watch', order, purchase_token: token });
      ping = timers.setInterval(() => say({ action: 'ping' }), PING_MS);
    });
    opened.addEventListener('message', ({ data }) => take(data));
    opened.addEventListener('close', () => {
      timers.clearInterval(ping);
      const was = on;
      on = false;
      if (stopped) {
        return;
      }
      retry = timers.setTimeout(connect, pauseBefore(attempt));
      attempt += 1;
      if (was) {
        lost();
      }
    });
  }

  function take(data) {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (message?.type === 'order' && message.order === order) {
      on = true;
      attempt = 0;
      if (message.version > newest) {
        newest = message.version;
        heard(message);
      }
    } else if (message?.type === 'error' && FINAL.includes(message.code)) {
      stop();
    } else if (message?.type === 'error') {
      socket.close();
    }
  }

  function stop() {
    stopped = true;
    on = false;
    timers.clearTimeout(retry);
    socket?.close();
  }

  if (!stopped) {
    connect();
  }
  return { isOn: () => on, stop };
}
