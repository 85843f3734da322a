// The developer's page in Chromium, while somebody buys: SOUK_BASE_URL names the Souk, CHROMIUM the browser.
import { strict as assert } from 'node:assert'
import { mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const base = process.env.SOUK_BASE_URL ?? 'http://127.0.0.1:8080'
const pictures = new URL('target/', import.meta.url).pathname
let browser
let info

before(async () => {
  mkdirSync(pictures, { recursive: true })
  info = await (await fetch(`${base}/_local/info.json`)).json()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
})

after(() => browser?.close())

async function opened(path = '/_local/dev/') {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))
  page.on('console', message => message.type() === 'error' && failures.push(message.text()))
  await page.goto(base + path)
  return { page, failures }
}

async function json(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body)
  })
  return answer.json()
}

async function buys(email) {
  const { items } = await (await fetch(`${base}/v1/products?store=corner-stall`)).json()
  const product = items.find(each => each.price.amount > 0)
  const order = await json(`${base}/v1/orders`, { items: [{ product_id: product.id }], email },
    { 'Idempotency-Key': crypto.randomUUID() })
  await json(`${info.stripe.control}/sessions/${order.payment_url.split('/').at(-1)}/pay`, { email })
  return order
}

/** A mail by hand, as any stranger may send one. */
async function mails(subject) {
  const { where } = await (await fetch(`${base}/_local/dev/api/mails`)).json()
  return new Promise((resolve, reject) => {
    const steps = ['HELO stranger', 'MAIL FROM:<stranger@example.com>', 'RCPT TO:<dev@example.com>', 'DATA',
      `From: stranger@example.com\r\nTo: dev@example.com\r\nSubject: ${subject}\r\n\r\nHello\r\n.`, 'QUIT']
    const socket = createConnection(Number(new URL(where).port), '127.0.0.1')
    socket.on('data', () => steps.length > 0 && socket.write(`${steps.shift()}\r\n`))
    socket.on('end', resolve)
    socket.on('error', reject)
  })
}

test('invocations arrive while somebody buys, one is replayed, and what strangers wrote stays text', async () => {
  const { page, failures } = await opened()
  await page.getByText('live', { exact: true }).waitFor()
  const line = (title, more = '') => page.locator('#timeline > li', { hasText: title }).filter({ hasText: more }).first()

  const order = await buys('watched@example.com')

  await line('POST /v1/orders', '201').waitFor()
  await line('payment-events', 'done').waitFor()
  await line('emails', 'done').waitFor()
  await page.locator('#mails').getByText('watched@example.com').first().waitFor()
  await page.locator('#events').getByText('checkout.session.completed').first().waitFor()
  assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation').length), 1, 'without a reload')

  await line('POST /v1/orders', '201').locator('summary').first().click()
  const detail = line('POST /v1/orders', '201').locator('.detail')
  await detail.getByText('order.placed').waitFor()
  await detail.getByText('worker-payment-events').first().waitFor()
  await page.screenshot({ path: `${pictures}dev-page.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${pictures}dev-page-dark.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })

  await detail.getByRole('button', { name: 'Replay' }).click()
  const again = page.locator('#timeline > li', { has: page.locator('.tag', { hasText: 'replay' }) }).first()
  await again.locator('.result', { hasText: '201' }).first().waitFor()
  await again.locator('[data-part=Answer] > summary').click()
  await again.locator('pre', { hasText: order.id }).first().waitFor()
  await again.locator('pre', { hasText: 'Idempotent-Replayed' }).first().waitFor()

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#files a').first().click()])
  assert.match(download.url(), /X-Amz-Signature/)

  const markup = `<img src=x onerror=alert(1)><b>${Date.now()}</b>`
  await mails(markup)
  await page.locator('#mails').getByText(markup).waitFor()
  assert.equal(await page.locator('main img, #mails b').count(), 0)
  assert.deepEqual(failures, [])
})

test('a declined card is ordered on the page, and met by the next payment', async () => {
  const { page, failures } = await opened()
  await page.getByLabel('The next payment by card').selectOption('insufficient_funds')
  await page.getByRole('button', { name: 'Fail it' }).click()
  await page.getByText('The next payment by card will fail: insufficient funds.').waitFor()

  await buys('unlucky@example.com')

  await page.getByText('The next payment by card will fail').waitFor({ state: 'hidden' })
  assert.deepEqual(failures, [])
})

test('the page is of use on a phone, by keyboard, and paused', async () => {
  const { page, failures } = await opened()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('#timeline > li:not([hidden])').first().waitFor()
  await page.locator('#queues article').first().waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out')
  await page.screenshot({ path: `${pictures}dev-page-narrow.png`, fullPage: true })

  await page.getByRole('button', { name: 'Pause' }).first().click()
  const before = await page.locator('#timeline > li').count()
  await fetch(`${base}/v1/products`)
  await page.getByRole('button', { name: /^Go on \(\d+ new\)$/ }).waitFor()
  assert.equal(await page.locator('#timeline > li').count(), before)
  await page.keyboard.press('Enter')
  await page.locator('#timeline > li', { hasText: 'GET /v1/products' }).first().waitFor()

  const hidden = page.locator('#timeline > li[hidden]').first()
  await hidden.waitFor({ state: 'attached' })
  const idle = page.locator(`#timeline > li[data-id="${await hidden.getAttribute('data-id')}"]`)
  await page.locator('#filters [name=idle]').check()
  // The page draws once a frame: until then the line is hidden, and what is hidden takes no focus.
  await idle.waitFor()
  await idle.locator('summary').focus()
  await page.evaluate(() => {
    const filters = document.getElementById('filters')
    filters.elements.idle.checked = false
    filters.dispatchEvent(new Event('input'))
  })
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  assert.ok(await idle.isVisible(), 'who is at a line stays there')

  await page.locator('#timeline > li:not([hidden]) summary').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('.detail').getByRole('button', { name: 'Replay' }).first().waitFor()
  assert.doesNotMatch(await page.locator('.detail').first().innerText(), /null|undefined|NaN/)
  assert.deepEqual(failures, [])
})

test('a page of another origin can neither look nor act', async () => {
  const { page } = await opened('/')
  const foreign = info.stripe.base_url
  await page.goto(`${foreign}/_stand-in`)
  const outcomes = await page.evaluate(async api => Promise.all([
    fetch(`${api}/invocations`).then(() => 'read', () => 'refused'),
    fetch(`${api}/stripe/webhooks/pause`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
      .then(() => 'done', () => 'refused'),
    fetch(`${api}/stripe/webhooks/pause`, { method: 'POST', mode: 'no-cors', body: '{}' }).then(() => 'sent', () => 'refused')
  ]), `${base}/_local/dev/api`)
  assert.deepEqual(outcomes.slice(0, 2), ['refused', 'refused'])
  assert.equal((await (await fetch(`${base}/_local/dev/api/stripe`)).json()).webhooks_paused, false)
})
