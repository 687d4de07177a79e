// The HTML report in a real browser: node desk.js COTEJO FOLDER.  Each test opens its report from disk in a fresh profile.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { sample, at, audit, open, violations, run } = require('./harness.js');

// ---- reports ---------------------------------------------------------------------------------------------------------

function makeReports() {
    const script = '<script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'">';
    const word = 'x'.repeat(10000);
    fs.writeFileSync(at('hostile.es.txt'), `# ${script}\n\nChina seguirá apoyando a ALC con 500 becas ${script}.\n\n`
        + `China continuará celebrando el Foro \u202Egnp.exe\u202C de la\u200B paz.\n\nChina promoverá ${word} en ALC.\n\n]]>--></style></article></main>"' onclick=x\n`);
    fs.writeFileSync(at('hostile.en.txt'), `# Plan ${script}\n\nChina will keep supporting LAC with 600 scholarships ${script}.\n\n`
        + `China will promote ${word} in LAC.\n`);
    audit([at('hostile.es.txt'), at('hostile.en.txt'), '-o', at('hostile.html')]);
    audit([sample, '--format', 'html', '-o', at('sample.html')]);

    // about 1,000 units a text: the sample's lines over and over, told apart by letters
    const set = path.dirname(sample);
    const letters = i => String.fromCharCode(97 + i / 26, 97 + i % 26);
    const long = (from, name, n) => {
        const lines = fs.readFileSync(path.join(set, from), 'utf8').split('\n').filter(line => line.trim() !== '');
        const out = [];
        for (let i = 0; i < n; i++) out.push(lines[i % lines.length].replace(/\.$/, ` (${letters(i)}).`), '');
        fs.writeFileSync(at(name), out.join('\n'));
    };
    long('policy-paper.es.txt', 'long.es.txt', 400);
    long('action-plan.en.txt', 'long-a.en.txt', 860);
    long('machine-plan.en.txt', 'long-b.en.txt', 800);
    fs.writeFileSync(at('long.yaml'), 'cotejo: manifest-1\ntitle: Long\ndocuments:\n'
        + ['es', 'a.en', 'b.en'].map((x, i) => `  - { id: d${i}, file: long${i ? '-' : '.'}${x}.txt, language: ${i ? 'en' : 'es'} }\n`).join('')
        + 'pairs:\n  - { source: d0, target: d1, kind: comparable }\n  - { source: d0, target: d2, kind: comparable }\n');
    audit([at('long.yaml'), '--format', 'html', '-o', at('long.html')]);
}

// ---- tests -------------------------------------------------------------------------------------------------------------

const visible = page => page.locator('article:visible').count();
const state = page => page.locator('article.current').getAttribute('data-state');
const said = (page, id) => page.locator(`[id="${id}"] .said`).allTextContents();
const progress = page => page.locator('#progress').textContent();

async function download(page) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    await file.saveAs(at('decisions.jsonl'));
    assert.equal(file.suggestedFilename(), 'decisions.jsonl');
    return fs.readFileSync(at('decisions.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
}

const tests = {
    async 'filters stand in the address, and the heat table sets them'() {
        const page = await open('sample.html');
        const all = await visible(page);
        const cell = page.locator('.heat td a').first();
        const n = Number(await cell.textContent());
        await cell.click();
        assert.equal(await visible(page), n);
        assert.match(page.url(), /#pair=0&rule=.*severity=/);
        assert.equal(await cell.getAttribute('aria-current'), 'true');
        await page.reload();
        assert.equal(await visible(page), n);
        await page.click('#filters summary');
        await page.click('button[type=reset]');
        assert.equal(await visible(page), all);
        await page.fill('input[name=text]', 'becas');
        const some = await visible(page);
        assert.ok(some > 0 && some < all);
        await page.selectOption('select[name=severity]', 'major');
        assert.ok(await visible(page) <= some);
    },

    async 'the address of a finding leads to it'() {
        const first = await open('sample.html');
        const id = await first.locator('article').nth(40).getAttribute('id');
        const page = await open('sample.html', { hash: '#' + id });
        assert.equal(await page.locator('article.current').getAttribute('id'), id);
        assert.ok(await page.locator('article.current').isVisible());
    },

    async 'keys decide, undo has no end, the file is read by the program and by the page'() {
        const page = await open('sample.html');
        await page.keyboard.press('j');
        const first = await page.locator('article.current').getAttribute('id');
        await page.keyboard.press('a');
        const second = await page.locator('article.current').getAttribute('id');
        assert.notEqual(second, first);
        assert.match((await said(page, first))[0], /^confirmed/);
        await page.keyboard.press('d');
        await page.keyboard.press('2');
        assert.match((await said(page, second))[0], /dismissed.*acceptable variant/);
        const third = await page.locator('article.current').getAttribute('id');
        await page.keyboard.press('d');
        await page.keyboard.type('not ours: "quoted" \u202E text');
        await page.keyboard.press('Enter');
        await page.keyboard.press('q');
        await page.keyboard.press('c');
        await page.keyboard.type('ask Ana');
        await page.keyboard.press('Enter');
        assert.match(await progress(page), /^5 .*5 not downloaded/);
        for (let i = 0; i < 5; i++) await page.keyboard.press('u');
        assert.match(await progress(page), /^0 /);
        assert.equal(await page.locator('article.current').getAttribute('id'), first);
        await page.keyboard.press('a');
        await page.keyboard.press('d');
        await page.keyboard.press('1');
        const lines = await download(page);
        assert.deepEqual(lines.map(line => line.verdict), ['confirmed', 'dismissed']);
        assert.ok(lines.every(line => line.rule && line.text && line.finding.length === 32));
        assert.match(await progress(page), /^2 (?!.*not downloaded)/);

        await page.keyboard.press('u');      // after the download: taken back by a line of its own
        assert.deepEqual((await download(page)).map(line => line.verdict), ['confirmed', 'dismissed', 'undone']);
        fs.writeFileSync(at('decisions.jsonl'), lines.map(line => JSON.stringify(line) + '\n').join(''));
        audit([sample, '--format', 'json', '--decisions', at('decisions.jsonl'), '-o', at('decided.json')]);
        const report = JSON.parse(fs.readFileSync(at('decided.json'), 'utf8'));
        const closed = report.findings.filter(f => f.decision && !f.decision.open);
        assert.ok(closed.length > 0 && closed.every(f => f.id === lines[1].finding));
        assert.ok(report.findings.some(f => f.decision && f.decision.verdict === 'confirmed' && f.id === lines[0].finding));

        const other = await open('sample.html');      // a fresh profile: nothing is remembered
        assert.match(await progress(other), /^0 /);
        await other.setInputFiles('#load', at('decisions.jsonl'));
        await other.waitForFunction(() => document.querySelector('#progress').textContent.startsWith('2 '));
        assert.match((await said(other, second))[0], /dismissed.*wrong finding/);
        await other.setInputFiles('#load', at('decisions.jsonl'));      // twice is not double
        assert.equal((await download(other)).length, 2);
        fs.writeFileSync(at('broken.jsonl'), '{"finding":"x","verdict":"confirmed"}\n<b>nonsense</b>\n');
        await other.setInputFiles('#load', at('broken.jsonl'));
        await other.waitForFunction(() => /line 2.*nothing was taken/.test(document.querySelector('#message').textContent));

        audit([sample, '--format', 'html', '--decisions', at('decisions.jsonl'), '-o', at('decided.html')]);
        const later = await open('decided.html');      // a report made with the decisions knows them
        assert.match(await progress(later), /^2 /);
        assert.equal((await later.locator(`[id="${second}"]`).getAttribute('data-state')), 'dismissed');
        assert.ok(third);
    },

    async 'buttons do what keys do, and a note without a decision is a query'() {
        const page = await open('sample.html');
        const article = page.locator('article').nth(3);
        await article.scrollIntoViewIfNeeded();
        await article.locator('[data-do=note]').click();
        await page.keyboard.type('why?');
        await article.locator('.ask button[type=submit]').click();
        assert.match(await article.locator('.said').textContent(), /^query: why\?/);
        await article.locator('[data-do=dismissed]').click();
        await article.locator('.ask [data-do=cancel]').click();
        await article.locator('[data-do=confirmed]').click();
        assert.equal(await article.getAttribute('data-state'), 'confirmed');
        await article.locator('[data-do=undo]').click();
        assert.equal(await article.getAttribute('data-state'), 'query');
        await article.locator('.context summary').click();
        assert.ok(await article.locator('.context p').count() >= 3);
    },

    async 'leaving with decisions not downloaded is warned of, and a reload keeps them'() {
        const page = await open('sample.html');
        await page.keyboard.press('j');
        await page.keyboard.press('a');
        let asked = 0;
        page.on('dialog', dialog => { asked += dialog.type() === 'beforeunload'; dialog.accept(); });
        await page.reload();
        assert.equal(asked, 1);
        assert.match(await progress(page), /^1 .*1 not downloaded/);
        await download(page);
        await page.reload();
        assert.equal(asked, 1);
        assert.match(await progress(page), /^1 /);
    },

    async 'the interface is Spanish where the browser is, and at a click'() {
        const page = await open('sample.html', { locale: 'es-MX' });
        assert.equal(await page.locator('#findings0').textContent(), 'Hallazgos');
        assert.equal(await page.getAttribute('html', 'lang'), 'es');
        const left = await page.evaluate(() => [...new Set([...document.querySelectorAll('[data-t]')].map(e => e.dataset.t))]
            .filter(word => !(word in WORDS) && !/^(neutral|actor)$/.test(word)));
        assert.deepEqual(left, []);
        await page.click('#language');
        assert.equal(await page.locator('#findings0').textContent(), 'Findings');
        assert.equal(await page.locator('blockquote:not([lang]), q:not([lang]), mark:not([lang] *)').count(), 0);
    },

    async 'without JavaScript everything is there'() {
        const page = await open('sample.html', { javaScriptEnabled: false });
        assert.ok(await page.locator('article:visible').count() > 300);
        assert.ok(!await page.locator('#desk').isVisible());
        for (const id of ['findings0', 'coverage0', 'figures0', 'documents0', 'links0', 'target0'])
            assert.ok(await page.locator('#' + id).isVisible(), id);
        assert.ok(await page.locator('noscript p').isVisible());
    },

    async 'a hostile document only shows its text'() {
        const page = await open('hostile.html');
        assert.ok(!(await page.title()).startsWith('owned'));
        assert.equal(await page.locator('script').count(), 1);
        assert.equal(await page.locator('img, iframe, object, link').count(), 0);
        assert.equal(await page.locator('main').count(), 1);
        assert.ok((await page.locator('main').textContent()).includes('<script>document.title'));
        assert.ok((await page.locator('.control').allTextContents()).includes('U+202E'));
        assert.ok((await page.locator('.control').allTextContents()).includes('U+200B'));
        for (const article of await page.locator('article').all())
            for (const e of await article.locator('.context summary').all()) await e.click();
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.body.append(s); });
        assert.equal(await page.evaluate(() => window.owned), undefined);      // the policy holds
        assert.ok(page.problems.every(p => /Content Security Policy/.test(p)), page.problems.join());
        page.problems = [];
    },

    async '390 pixels are wide enough'() {
        for (const name of ['sample.html', 'hostile.html']) {
            const page = await open(name, { viewport: { width: 390, height: 844 } });
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), name);
            await page.screenshot({ path: at(`narrow-${name}.png`) });
        }
    },

    async 'axe finds nothing serious, light, dark and narrow'() {
        for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: { width: 390, height: 844 } }]) {
            const page = await open('hostile.html', options);
            await page.keyboard.press('j');
            await page.keyboard.press('a');
            await page.click('#filters summary');
            assert.deepEqual(await violations(page), []);
        }
    },

    async 'print splits no finding'() {
        const page = await open('sample.html');
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('article')).breakInside), 'avoid');
        assert.ok(!await page.locator('#desk').isVisible());
        await page.locator('#findings0').scrollIntoViewIfNeeded();
        await page.screenshot({ path: at('print.png') });
        await page.pdf({ path: at('print.pdf') });
    },

    async '1,000 units by three texts stay under 5 MB; says how soon they open'() {
        const size = fs.statSync(at('long.html')).size;
        const page = await open('long.html');
        const timing = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domInteractive);
        console.log(`    ${(size / 1e6).toFixed(2)} MB, ${await page.locator('article').count()} findings, ${await page.locator('.unit').count()} units shown, interactive after ${Math.round(timing)} ms`);
        assert.ok(size < 5 * 2 ** 20, String(size));      // text that repeats itself has more links than any real one
    },

    async 'pictures'() {
        for (const scheme of ['light', 'dark']) {
            const page = await open('sample.html', { colorScheme: scheme });
            await page.screenshot({ path: at(`${scheme}.png`) });
            await page.keyboard.press('j');
            await page.screenshot({ path: at(`${scheme}-finding.png`) });
        }
    },
};

run(makeReports, tests).then(failed => process.exit(failed > 0 ? 1 : 0));
