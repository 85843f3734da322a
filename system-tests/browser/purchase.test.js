// A purchase as a shopper makes it, in Chromium: SOUK_BASE_URL names the Souk, CHROMIUM the browser.
import { strict as assert } from 'node:assert'
import { statSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const base = process.env.SOUK_BASE_URL ?? 'http://127.0.0.1:8080'
const shopper = `shopper-${Date.now()}@example.com`
let browser
let info

before(async () => {
  info = await (await fetch(`${base}/_local/info.json`)).json()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
})

after(() => browser?.close())

async function pay(page, card) {
  await page.fill('[name=card_number]', card)
  await page.fill('[name=exp]', '12/34')
  await page.fill('[name=cvc]', '123')
  await page.fill('[name=name]', 'Shopper')
  await page.getByRole('button', { name: /^Pay / }).click()
}

async function receipt() {
  for (let look = 0; look < 100; look++) {
    const { messages } = await (await fetch(`${info.inbox_api}?to=${encodeURIComponent(shopper)}`)).json()
    if (messages.length > 0) return (await fetch(`${info.inbox_api}/${messages[0].id}`)).json()
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  assert.fail('no receipt came')
}

test('a shopper buys with a second card, follows the link of the receipt and downloads', async () => {
  const page = await browser.newPage()
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))

  await page.goto(base)
  await page.getByRole('link', { name: /Morning loop/ }).first().click()
  await page.fill('input[type=email]', shopper)
  await page.getByRole('button', { name: /^Buy / }).click()

  await pay(page, '4000 0000 0000 0002')
  await page.getByText('Your card was declined.').waitFor()
  await pay(page, '4242 4242 4242 4242')
  await page.getByText('Your order is paid.').waitFor()

  const link = (await receipt()).text.match(/http\S+purchases\.html#\S+/)[0]
  const fresh = await (await browser.newContext({ acceptDownloads: true })).newPage()
  fresh.on('pageerror', error => failures.push(String(error)))
  await fresh.goto(link)
  const [download] = await Promise.all([
    fresh.waitForEvent('download'),
    fresh.getByRole('button', { name: /Download/ }).first().click()
  ])
  assert.equal(download.suggestedFilename(), 'morning-loop.wav')
  assert.ok(statSync(await download.path()).size > 100_000)
  assert.ok(!fresh.url().includes('#'), 'the token is out of the address')

  await fresh.getByText('Review it').click()
  await fresh.getByRole('button', { name: 'Publish the review' }).click()
  await fresh.getByText('Choose one to five stars.').waitFor()
  await fresh.getByLabel('4 stars').check()
  await fresh.getByLabel('What would you tell others?').fill('<b>Loops</b> without a click.\nEvery morning.')
  await fresh.getByLabel('Your name, as others see it').fill('Noor')
  await fresh.getByRole('button', { name: 'Publish the review' }).click()
  await fresh.getByRole('button', { name: 'Change the review' }).waitFor()
  await page.goto(base)
  await page.getByRole('link', { name: /Morning loop/ }).first().click()
  await page.getByText('4.0 of 5 stars, 1 review').waitFor()
  await page.getByText('<b>Loops</b> without a click.').waitFor()
  await fresh.getByRole('button', { name: 'Take it back' }).click()
  await fresh.getByRole('button', { name: 'Publish the review' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Buy / }).waitFor()
  assert.equal(await page.getByText('What buyers say').isVisible(), false)
  assert.deepEqual(failures, [])
})

test('a page that has an order open hears that it is paid', async () => {
  const shelf = await (await fetch(`${base}/v1/products?store=corner-stall`)).json()
  const { id } = shelf.items.find(({ title }) => /Morning loop/.test(title))
  const order = await (await fetch(`${base}/v1/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `live-${Date.now()}` },
    body: JSON.stringify({ items: [{ product_id: id }], email: `live-${shopper}` })
  })).json()

  const page = await (await browser.newContext()).newPage()
  const heard = []
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => heard.push(JSON.parse(payload).state)))
  await page.goto(`${base}/order.html?id=${order.id}#${order.purchase_token}`)
  await page.getByText('Ready to be paid').first().waitFor()
  for (let look = 0; look < 100 && heard.length === 0; look++) await new Promise(resolve => setTimeout(resolve, 100))
  assert.deepEqual(heard, ['awaiting_payment'])

  const other = await (await browser.newContext()).newPage()
  await other.goto(order.payment_url)
  await pay(other, '4242 4242 4242 4242')
  await page.getByText('Your order is paid.').waitFor()
  assert.deepEqual(heard, ['awaiting_payment', 'paid'])
  assert.deepEqual(failures, [])
})

test('a shopper is told of a new price before anything is ordered, and pays less with a discount code', async () => {
  const seller = await asSeller()
  const shelf = await (await fetch(`${base}/v1/products?store=corner-stall`)).json()
  const { id } = shelf.items.find(({ title }) => /icons/i.test(title))
  const code = `HALF-${Date.now()}`
  await seller('POST', '/v1/stores/corner-stall/discounts', { code, percent_basis_points: 5000 })

  const page = await browser.newPage()
  await page.goto(`${base}/product.html?id=${id}`)
  await page.getByRole('button', { name: /^Buy / }).waitFor()
  await seller('PATCH', `/v1/products/${id}`, { price: { amount: 2400, currency: 'USD' } })
  await page.fill('#email', `new-price-${Date.now()}@example.com`)
  await page.getByRole('button', { name: /^Buy / }).click()
  await page.getByText('The price has changed since this page was loaded. It is now $24.00. Nothing has been ordered.').waitFor()

  await page.getByText('I have a discount code').click()
  await page.fill('#discount', 'NO-SUCH-CODE')
  await page.getByRole('button', { name: 'Buy for $24.00' }).click()
  await page.getByText('This code is no discount of the stores in this cart.').waitFor()
  await page.fill('#discount', code.toLowerCase())
  await page.getByRole('button', { name: 'Buy for $24.00' }).click()
  await page.getByRole('button', { name: 'Pay $12.00' }).waitFor()
})

/** Calls the API as the seller of the sample store. */
async function asSeller() {
  const { access_token: token } = await (await fetch(`${info.token}seller`)).json()
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    if (method === 'PATCH') headers['If-Match'] = (await fetch(base + path, { headers })).headers.get('ETag')
    const answer = await fetch(base + path, { method, headers, body: JSON.stringify(body) })
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.text()}`)
  }
}
