// The storefront as it is deployed: at another origin than the API, told where that is. SOUK_BASE_URL names the Souk, STOREFRONT_PORT the port of
// 127.0.0.1 whose pages it lets call (CORS_ORIGINS).
import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const base = process.env.SOUK_BASE_URL ?? 'http://127.0.0.1:8080'
const storefront = `http://127.0.0.1:${process.env.STOREFRONT_PORT}`
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }
// As `ToldPages` has it. Pictures stay as they are: those of a local run are on this machine.
const told = text => text
  .replace("export const API_BASE = '';", `export const API_BASE = '${base}';`)
  .replace("connect-src 'self'", `connect-src 'self' ${base}`)

const asked = []
const pages = createServer((request, response) => {
  const { pathname } = new URL(request.url, storefront)
  asked.push(pathname)
  const file = pathname === '/' ? 'index.html' : pathname.slice(1)
  try {
    const body = told(readFileSync(new URL(`../../web/${file}`, import.meta.url), 'utf8'))
    response.writeHead(200, { 'Content-Type': types[file.split('.').at(-1)], 'Content-Security-Policy': "frame-ancestors 'none'" }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})
let browser

before(async () => {
  await new Promise(resolve => pages.listen(process.env.STOREFRONT_PORT, '127.0.0.1', resolve))
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
})

after(async () => {
  await browser?.close()
  pages.close()
})

test('a shopper at another origin than the API buys, sees the order paid and downloads', async () => {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  const troubles = []
  // What its policy or CORS keeps from a page is told on the console and nowhere else.
  page.on('console', message => {
    if (message.type() === 'error' && page.url().startsWith(storefront)) troubles.push(message.text())
  })

  await page.goto(storefront)
  const seen = page.waitForResponse(response => new URL(response.url()).pathname.endsWith('/views'))
  await page.getByRole('link', { name: /Morning loop/ }).first().click()
  assert.equal((await seen).status(), 204, 'the page says that it was looked at')
  assert.deepEqual(Object.keys(await (await seen).request().allHeaders()).filter(name => name === 'cookie'), [])
  await page.fill('input[type=email]', `other-origin-${Date.now()}@example.com`)
  await page.getByRole('button', { name: /^Buy / }).click()
  await page.fill('[name=card_number]', '4242 4242 4242 4242')
  await page.fill('[name=exp]', '12/34')
  await page.fill('[name=cvc]', '123')
  await page.fill('[name=name]', 'Shopper')
  // The payment page leads back to the pages at the API's origin, which know nothing of this order: these have its token.
  await page.getByRole('button', { name: /^Pay / }).click()
  await page.waitForURL(`${base}/order.html**`)
  const id = new URL(page.url()).searchParams.get('id')

  await page.goto(`${storefront}/order.html?id=${id}`)
  await page.getByText('Your order is paid.').waitFor()
  await page.goto(`${storefront}/purchases.html#${id}`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Download/ }).first().click()
  ])
  assert.equal(download.suggestedFilename(), 'morning-loop.wav')
  assert.deepEqual(troubles, [])
  assert.deepEqual(asked.filter(path => path.startsWith('/v1')), [], 'what is the API’s is asked of the API')
})
