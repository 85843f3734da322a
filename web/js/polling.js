/** Asks again and again, ever less often, and not while nobody looks. */

const FIRST_MS = 1000;
const SLOWEST_MS = 15_000;
const LONGEST_MS = 15 * 60 * 1000;
/** For who is told of changes, and asks in case one was not. */
const TOLD_MS = 60_000;

/** The pause before ask number `asked` + 1; a server that names its own pause is obeyed. */
export function pauseAfter(asked, retryAfterSeconds = null) {
  const own = Math.min(FIRST_MS * 1.5 ** asked, SLOWEST_MS);
  return Math.max(own, 1000 * (retryAfterSeconds ?? 0));
}

/**
 * Calls `ask` until it answers `{done: true}`; `{retryAfter}` in seconds makes the next pause longer. Stops after a quarter of an hour
 * and calls `givenUp`. While the page is hidden it waits, and asks at once when it is seen again. While `isTold()` it asks once a minute.
 *
 * @returns {{stop: () => void, hurry: () => boolean}} `hurry` asks at once; false when it has stopped
 */
export function poll(ask, { page = document, now = Date.now, givenUp = () => {}, isTold = () => false } = {}) {
  let asked = 0;
  let timer = null;
  let asking = false;
  let again = false;
  let stopped = false;
  const started = now();

  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', seenOrHidden);
  };
  const next = async () => {
    if (asking || stopped || page.hidden) {
      // What is being answered may be from before.
      again = asking;
      return;
    }
    asking = true;
    again = false;
    let answer;
    try {
      answer = await ask();
    } finally {
      asking = false;
    }
    asked += 1;
    if (stopped || answer.done) {
      stop();
    } else if (now() - started > LONGEST_MS) {
      stop();
      givenUp();
    } else {
      clearTimeout(timer);
      const pause = Math.max(pauseAfter(asked, answer.retryAfter), isTold() ? TOLD_MS : 0);
      timer = setTimeout(next, again ? 0 : pause);
    }
  };
  const hurry = () => {
    clearTimeout(timer);
    next();
    return !stopped;
  };
  function seenOrHidden() {
    clearTimeout(timer);
    next();
  }

  page.addEventListener('visibilitychange', seenOrHidden);
  next();
  return { stop, hurry };
}
