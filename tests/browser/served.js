// The served desk and the index of a manifest in a real browser: node served.js COTEJO FOLDER.
'use strict';
const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { cotejo, sample, at, audit, context, visit, open, violations, run } = require('./harness.js');

// ---- a server ----------------------------------------------------------------------------------------------------------

// Its decisions are in `file`; addresses come one by one from next().
async function serve(file, args = [sample]) {
    const it = spawn(cotejo, ['serve', ...args, '--decisions', at(file)]), waiting = [], lines = [];
    it.stdout.setEncoding('utf8');
    it.stdout.on('data', text => {
        for (const line of text.trim().split('\n')) (waiting.shift() || (x => lines.push(x)))(line);
    });
    const next = () => lines.length ? Promise.resolve(lines.shift()) : new Promise(done => waiting.push(done));
    return { next, kill: () => it.kill('SIGKILL'), stop: () => new Promise(done => { it.on('exit', done); it.kill('SIGTERM'); }) };
}

const own = /^(http:\/\/127\.0\.0\.1:\d+\/|blob:)/;

async function enter(server, options = {}) {
    return visit(await context({ network: true, ...options }), await server.next(), own);
}

const until = (page, what, ...args) => page.waitForFunction(what, ...args, { timeout: 15000 });
const named = async (page, name) => { await page.evaluate(() => { document.querySelector('#filters').open = true; }); await page.fill('#by', name); };
const lines = file => fs.readFileSync(at(file), 'utf8').trim().split('\n').map(line => JSON.parse(line));

const tests = {
    async 'two people decide, and see each other'() {
        fs.rmSync(at('team.jsonl'), { force: true });
        const server = await serve('team.jsonl', [sample, '--fail-on', 'major']);
        const ana = await enter(server);
        await ana.waitForSelector('.index');
        await ana.click('.index a');
        await ana.waitForSelector('article');
        await ana.keyboard.press('j');
        await ana.keyboard.press('a');
        assert.match(await ana.textContent('#message'), /name first/);
        await named(ana, 'Ana');
        await ana.click('article >> nth=0');
        const before = Number(await ana.textContent('.gate b'));
        await ana.locator('article >> nth=0').locator('[data-do=confirmed]').click();
        await until(ana, () => /^1 \/ \d+ decided$/.test(document.querySelector('#progress').textContent));
        await ana.click('#invite');
        await until(ana, () => /token=/.test(document.querySelector('#message').textContent));
        const address = (await ana.textContent('#message')).match(/http.*/)[0];
        const luis = await visit(await context({ network: true, locale: 'es-MX' }), address, own);
        await luis.waitForSelector('.index');
        assert.match(await luis.textContent('.index .last'), /Ana/);
        await luis.goto(ana.url().split('#')[0]);
        await until(luis, () => /^1 /.test(document.querySelector('#progress').textContent));
        await named(luis, 'Luis');
        await luis.locator('article >> nth=0').locator('[data-do=query]').click();
        await until(ana, () => document.querySelector('article').dataset.state === 'conflict');
        await luis.locator('article >> nth=0').locator('[data-do=undo]').click();
        await until(ana, () => document.querySelector('article').dataset.state === 'confirmed');
        const grave = luis.locator('article[data-severity=major] >> nth=3');
        await grave.scrollIntoViewIfNeeded();
        await grave.locator('[data-do=waived]').click();
        await luis.fill('input[name=until]', '2090-01-31');
        await luis.fill('.ask input[name=reason]', 'wait for the treaty');
        await luis.keyboard.press('Enter');
        await until(ana, n => document.querySelector('.gate b').textContent === String(n - 1), before);
        assert.deepEqual(lines('team.jsonl').map(l => [l.by, l.verdict]),
            [['Ana', 'confirmed'], ['Luis', 'query'], ['Luis', 'undone'], ['Luis', 'waived']]);
        assert.ok(lines('team.jsonl').every(l => l.at && (l.verdict === 'undone' || l.unit)));
        for (const page of [ana, luis]) assert.deepEqual(await violations(page), []);
        await ana.screenshot({ path: at('served.png') });
        assert.equal(await server.stop(), 0);
    },

    async 'what the server is killed over is sent again, once'() {
        fs.rmSync(at('killed.jsonl'), { force: true });
        let server = await serve('killed.jsonl', [sample, '--port', '18411']);
        const page = await enter(server);
        await page.click('.index a');
        await page.waitForSelector('article');
        await named(page, 'Ana');
        await page.click('article >> nth=0');
        await page.keyboard.press('a');
        await until(page, () => /^1 \/ \d+ decided$/.test(document.querySelector('#progress').textContent));
        server.kill();
        await page.click('article >> nth=1');
        await page.keyboard.press('a');
        await until(page, () => /1 not on the server yet/.test(document.querySelector('#progress').textContent));
        await until(page, () => /does not answer/.test(document.querySelector('#message').textContent));
        server = await serve('killed.jsonl', [sample, '--port', '18411']);
        await until(page, () => /Signed out/.test(document.querySelector('#message').textContent));
        const again = await visit(page.context(), await server.next(), own);      // the same browser comes in again
        await again.waitForSelector('.index');
        await until(page, () => /^2 \/ \d+ decided$/.test(document.querySelector('#progress').textContent));
        assert.deepEqual(lines('killed.jsonl').map(l => l.verdict), ['confirmed', 'confirmed']);
        page.problems = again.problems = [];      // of the time without a server
        await server.stop();
    },

    async 'the index says what waits, what is new, what came back'() {
        const report = JSON.parse(fs.readFileSync(at('index.json'), 'utf8')), f = report.findings;
        fs.writeFileSync(at('index.jsonl'), [
            { finding: f[0].id, verdict: 'confirmed', by: 'Ana', at: '2029-12-01T09:00:00Z' },
            { finding: f[1].id, verdict: 'waived', until: '2029-12-31', by: 'Ana', at: '2029-12-02T09:00:00Z' },
            { finding: '0'.repeat(32), verdict: 'dismissed', reason: 'variant', by: 'Luis', at: '2029-12-03T09:00:00Z', rule: f[2].rule,
              text: f[2].places[0].text, unit: f[2].places[0].text + ' before' },
        ].map(l => JSON.stringify(l) + '\n').join(''));
        fs.rmSync(at('reports'), { recursive: true, force: true });
        audit([sample, '--decisions', at('index.jsonl'), '-o', at('reports/')]);
        const page = await open('reports/index.html');
        assert.equal(await page.locator('.index tbody tr').count(), 2);
        assert.match(await page.textContent('.index tbody tr >> nth=0'), /2029-12-02 · Ana/);
        assert.ok(Number(await page.locator('.index .back b').first().textContent()) >= 1);
        assert.equal(await page.locator('.index .fresh').count(), 0);
        assert.deepEqual(await violations(page), []);
        await page.screenshot({ path: at('index.png') });
        await page.click('#language');
        assert.match(await page.textContent('.index thead'), /por decidir/);
        await page.click('.index a');
        await page.waitForSelector('article');
        const narrow = await open('reports/index.html', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
        assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 390));
        assert.deepEqual(await violations(narrow), []);
        await narrow.screenshot({ path: at('index-narrow.png') });
    },
};

const prepare = () => audit([sample, '--format', 'json', '-o', at('index.json')]);
const has = spawnSync(cotejo, ['serve', '--help'], { encoding: 'utf8' });
if (!/--port/.test(has.stdout)) for (const name of Object.keys(tests).slice(0, 2)) {
    console.log(`SKIPPED ${name}: this cotejo was built without its server`);
    delete tests[name];
}
run(prepare, tests).then(failed => process.exit(failed > 0 ? 1 : 0));
