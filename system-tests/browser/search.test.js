// Finding a product, by keyboard alone, in Chromium: SOUK_BASE_URL names the Souk, CHROMIUM the browser.
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

test('a shopper finds a product by a misspelt word, narrows it down and takes the filter away, without a mouse', async () => {
  const page = await browser.newPage()
  const failures = []
  page.on('pageerror', error => failures.push(String(error)))
  await page.goto(base)
  await page.getByLabel('What are you looking for?').focus()
  await page.keyboard.type('mornign')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing has “mornign”.').waitFor()
  await page.getByRole('link', { name: /Morning loop/ }).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('q'), 'mornign')

  const stars = page.getByRole('link', { name: '4 stars or more' })
  await stars.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Remove 4 stars or more/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Morning loop/ }).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/product\.html\?store=.*&product=morning-loop/)
  await page.getByRole('heading', { name: /Morning loop/ }).waitFor()
  assert.deepEqual(failures, [])
})

test('what somebody typed is shown as they typed it and never run', async () => {
  const page = await browser.newPage()
  let ran = false
  page.on('dialog', dialog => { ran = true; dialog.dismiss() })
  await page.goto(`${base}/?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
  await page.getByText('Nothing was found').waitFor()
  assert.equal(await page.getByLabel('What are you looking for?').inputValue(), '"><img src=x onerror=alert(1)>')
  assert.equal(ran, false)
})
