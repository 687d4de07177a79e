// What the browser tests share: the program, a browser, a run of tests.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [cotejo, folder] = process.argv.slice(2);
const root = path.resolve(__dirname, '../..');
const sample = path.join(root, 'corpora/sets/sample/manifest.yaml');
const at = name => path.join(folder, name);

function audit(args) {
    const run = spawnSync(cotejo, ['audit', '--quiet', '--today', '2030-01-01', ...args], { encoding: 'utf8' });
    assert.ok([0, 4].includes(run.status), run.stderr);      // 4: a dictionary is not installed here
}

let browser;

// A fresh profile. `network` allows addresses of the tests' own server only.
async function context(options = {}) {
    const it = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', acceptDownloads: true, ...options });
    if (!options.network) await it.setOffline(true);
    return it;
}

// What goes wrong on a page is gathered in page.problems, and fails the test.
async function visit(context, address, allowed = /^(file|blob):/) {
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', e => page.problems.push(e.message));
    page.on('console', m => { if (m.type() === 'error') page.problems.push(m.text()); });
    page.on('request', r => { if (!allowed.test(r.url())) page.problems.push('asks for ' + r.url()); });
    await page.goto(address);
    return page;
}

const open = async (name, options = {}) => visit(await context(options), 'file://' + at(name) + (options.hash || ''));

// axe's serious and critical violations, in words.
async function violations(page) {
    await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await page.evaluate(() => axe.run(document));
    return result.violations.filter(v => ['serious', 'critical'].includes(v.impact))
        .map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`);
}

async function run(prepare, tests) {
    fs.mkdirSync(folder, { recursive: true });
    await prepare();
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
    let failed = 0;
    for (const [name, test] of Object.entries(tests)) {
        if (process.env.ONLY && !name.includes(process.env.ONLY)) continue;
        try {
            await test();
            for (const page of browser.contexts().flatMap(c => c.pages())) assert.deepEqual(page.problems || [], []);
            console.log(`ok      ${name}`);
        } catch (e) {
            failed++;
            console.log(`FAILED  ${name}\n${e.stack}`);
        }
        for (const it of browser.contexts()) await it.close();
    }
    await browser.close();
    return failed;
}

module.exports = { cotejo, folder, sample, at, audit, context, visit, open, violations, run };
