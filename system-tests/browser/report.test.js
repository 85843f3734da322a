// Reporting what one sees, by keyboard alone, in Chromium: SOUK_BASE_URL names the Souk, CHROMIUM the browser.
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

test('a product is reported on its page and a store on its own, and what was left out is asked for', async () => {
  const page = await browser.newPage()
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))
  await page.goto(base)
  await page.getByRole('link', { name: /Morning loop/ }).first().click()

  await page.getByText('Report this product').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send the report' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Choose what is wrong.').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.id), 'report-reason')
  await page.getByLabel('What is wrong with it?').selectOption('copyright')
  await page.getByLabel('What should we know?').fill('It is <b>ours</b>.')
  await page.getByRole('button', { name: 'Send the report' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Thank you. Somebody will look at it.').waitFor()

  // The same again, as a guest at the same address.
  await page.reload()
  await page.getByText('Report this product').click()
  await page.getByLabel('What is wrong with it?').selectOption('spam')
  await page.getByLabel('What should we know?').fill('Again')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByText('This was reported already').waitFor()

  await page.locator('#seller a').click()
  await page.getByText('Report this store').click()
  await page.getByLabel('What is wrong with it?').selectOption('other')
  await page.getByLabel('What should we know?').fill('Its name')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByText('Thank you. Somebody will look at it.').waitFor()
  assert.deepEqual(failures, [])
})
