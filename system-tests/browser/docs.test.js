// The API's description, as a developer uses it, in Chromium: SOUK_BASE_URL names the Souk, CHROMIUM the browser.
import { strict as assert } from 'node:assert'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const base = process.env.SOUK_BASE_URL ?? 'http://127.0.0.1:8080'
let browser

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
})

after(() => browser?.close())

test('the API can be read and tried at /docs, under a policy that lets no other script in', async () => {
  const page = await browser.newPage()
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))
  page.on('console', message => message.type() === 'error' && failures.push(message.text()))

  await page.goto(`${base}/docs`)
  assert.equal(page.url(), `${base}/docs/`)
  await page.locator('#operations-tag-Products').click()
  await page.locator('#operations-Products-listProducts').click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await page.locator('.live-responses-table').getByText('corner-stall').first().waitFor()
  assert.deepEqual(failures, [])
})
