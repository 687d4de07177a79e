/* The index: two languages; served, it comes anew when somebody has decided something. */
(() => {
'use strict';
const served = 'served' in document.documentElement.dataset;
let at = '';

async function look() {
    try {
        const answer = await fetch('/decisions?from=' + (at || '0.0'), { cache: 'no-store' });
        const now = answer.headers.get('Cotejo-At');
        if (answer.status === 401) say(t('Signed out: open a fresh address of the server.'));
        else if (answer.ok && at && now !== at) location.reload();
        else if (answer.ok) { at = now; say(''); }
    } catch { say(t('The server does not answer.')); }
    setTimeout(look, document.hidden ? 15000 : 4000);
}

one('#desk').hidden = false;
speak(speaksSpanish());
one('#language').addEventListener('click', () => { speak(!Speech.spanish); keep('language', Speech.spanish ? 'es' : 'en'); });
one('#invite').hidden = !served;
one('#invite').addEventListener('click', invite);
if (served) look();
})();
