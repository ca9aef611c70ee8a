package city.pishkhan.itests.doors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/**
 * Visible faults of a page that can be detected automatically: elements beyond the window or cut off, missing texts,
 * dates in technical format, and words or digits in the wrong language. Also fields that do not accept digits of every
 * script.
 */
final class PageCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FAULTS =
            """
            const found = new Set();
            const language = document.documentElement.lang;
            const wide = document.documentElement.clientWidth;
            const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ''}${e.classList.length ? `.${[...e.classList].join('.')}` : ''}`;
            const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.closest('.visually-hidden, .visually-hidden-focusable, .skip:not(:focus)');
            for (const e of document.querySelectorAll('body *:not(svg *)')) {
              if (e.closest('.table-responsive, .wide, .picture-box, #chart, .pages, pre') || !shown(e)) continue;
              const {left, right, width} = e.getBoundingClientRect();
              if (width && (left < -1 || right > wide + 1)) found.add(`beyond the window: ${name(e)}`);
              const {overflowX, textOverflow} = getComputedStyle(e);
              if (!e.matches('input, select') && ['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis' && e.scrollWidth > e.clientWidth + 1) found.add(`cut off: ${name(e)}`);
            }
            const known = /^(CSV|PDF|PNG|JPEG|TIFF|ZIP|PEM|SHA|SMS|JSON|etc|verifier[.]jar|Ctrl|Alt|Enter|Shift|[A-Z])$/;
            const free = 'bdi, code, kbd, pre, textarea, option, script, style, noscript, [lang]:not(html)';
            const look = (whole, of) => {
              // what the hub isolates in a sentence is a code too
              const text = whole.replace(/\\u2066[^\\u2069]*\\u2069/g, '');
              const said = `"${text.trim().slice(0, 80)}" in ${name(of)}`;
              if (/undefined|\\[object|\\{\\d\\}|\\bNaN\\b|\\bnull\\b|Invalid Date/.test(text)) found.add(`no words: ${said}`);
              if (/(?<![\\d۰-۹-])[\\d۰-۹]{4}-[\\d۰-۹]{2}-[\\d۰-۹]{2}(?![\\d۰-۹-])/.test(text)) found.add(`a day as machines write it: ${said}`);
              if (language === 'fa' && /\\b[A-Z]-[0-9]{4}-[0-9]{4}\\b/.test(text) && shown(of)) found.add(`Latin digits: ${said}`);
              // a key to press, and the whole of a short hash, are what they are
              if (of.closest(free) || of.closest('svg') || /^(Esc|Delete|[0-9+-]|[0-9a-f]{12,})$/.test(text)) return;
              if (/^[a-z][a-z0-9-]*([.][a-z0-9-]+)+$/i.test(text.trim()) && !known.test(text.trim())) found.add(`a text that nobody wrote: ${said}`);
              else if (language === 'fa' && (text.match(/[A-Za-z]+([.-][A-Za-z]+)*/g) || []).some((word) => !known.test(word))) found.add(`Latin: ${said}`);
              else if (language === 'fa' && /[۰-۹]\\s?–\\s?[۰-۹]/.test(text)) found.add(`a range that reads from the left: ${said}`);
              else if (language === 'fa' && /[0-9]/.test(text.replace(/SHA.256/, ''))) found.add(`Latin digits: ${said}`);
              else if (language === 'en' && /[\\u0600-\\u06ff]/.test(text)) found.add(`Persian: ${said}`);
            };
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const of = walk.currentNode.parentElement;
              if (walk.currentNode.data.trim() && shown(of)) look(walk.currentNode.data, of);
            }
            for (const e of document.querySelectorAll('[placeholder], [title], [aria-label]')) {
              for (const kind of ['placeholder', 'title', 'aria-label']) if (e.hasAttribute(kind) && !e.closest('[lang]:not(html)') && e.checkVisibility()) look(e.getAttribute(kind), e);
            }
            // people type digits of three scripts: a field that drops or judges some of them before the hub sees them is at fault
            for (const e of document.querySelectorAll('input:not([type=hidden], [type=file], [type=checkbox], [type=radio])')) {
              // of a plate alone the order is forced
              if (!e.matches('.plate') && getComputedStyle(e).unicodeBidi.includes('override')) found.add(`writes words backwards: ${name(e)}`);
              const probe = e.cloneNode();
              for (const typed of ['123', '۱۲۳', '١٢٣']) {
                probe.value = typed.slice(0, e.maxLength > 0 ? e.maxLength : 3);
                if (!probe.value) found.add(`drops ${typed}: ${name(e)}`);
                if (probe.validity.patternMismatch || probe.validity.badInput || probe.validity.typeMismatch) found.add(`refuses ${typed}: ${name(e)}`);
              }
            }
            return [...found];
            """;

    /**
     * Fills all forms of the page with digits of one script after the other and submits them. No call that changes anything reaches the
     * hub. A fault is a form whose request, or whose errors, differ in more than the script.
     */
    private static final String SCRIPTS =
            """
            const done = arguments[arguments.length - 1];
            const found = [];
            const plain = (text) => text.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
            const scripts = ['0', '۰', '٠'].map((zero) => (text) => text.replace(/[0-9]/g, (d) => String.fromCharCode(zero.charCodeAt(0) + Number(d))));
            const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
            const real = window.fetch;
            let sent = [];
            let running = 0;
            window.fetch = async (url, request = {}) => {
              const path = new URL(url, document.baseURI).pathname;
              if ((request.method || 'GET') === 'GET' || path.endsWith('/checks')) {
                running++;
                return real(url, request).finally(() => running--);
              }
              if (!path.includes('/console/')) sent.push(`${request.method} ${path} ${request.body instanceof FormData ? JSON.stringify([...request.body]) : request.body}`);
              return new Response(JSON.stringify({status: 422, code: 'test', detail: 'test', messageFa: 'آزمون', messageEn: 'test'}), {status: 422, headers: {'Content-Type': 'application/problem+json'}});
            };
            const value = (e) => /nationalId|national-id/.test(`${e.name} ${e.id} ${e.dataset.path}`) ? '0790419904' : /mobile/i.test(`${e.name} ${e.dataset.path}`) ? '09121234567'
              : e.placeholder.includes('/') || e.placeholder.includes('۱۴') ? '1405/11/12' : '3';
            const outcome = async (form, as) => {
              sent = [];
              for (const e of form.querySelectorAll('input:not([type=hidden], [type=file], [type=checkbox], [type=radio], [type=password]), textarea')) {
                if (!e.checkVisibility()) continue;
                e.value = as(value(e));
                e.dispatchEvent(new Event('input', {bubbles: true}));
              }
              const errors = () => [...form.querySelectorAll('.invalid-feedback')].filter((e) => e.checkVisibility()).map((e) => e.textContent);
              form.requestSubmit();
              // a busy machine may need a second until the form sends its request
              for (let quiet = 0; !sent.length && quiet < (errors().length ? 4 : 25); quiet = running ? 0 : quiet + 1) {
                await pause(40);
                document.querySelector('dialog.confirm[open] [data-confirm]')?.click();
              }
              return plain(JSON.stringify([sent, errors()]));
            };
            (async () => {
              document.querySelectorAll('main details').forEach((e) => (e.open = true));
              await pause(60);
              for (const form of document.querySelectorAll('main form')) {
                if (!form.checkVisibility() || !form.querySelector('input:not([type=hidden], [type=file], [type=checkbox], [type=radio]), textarea')) continue;
                const outcomes = [];
                for (const as of scripts) if (form.isConnected) outcomes.push(await outcome(form, as));
                if (new Set(outcomes).size > 1) found.push(`${location.hash} ${form.id || form.className}: ${outcomes.join(' | ')}`);
                found.forms = (found.forms || 0) + 1;
              }
            })().catch((e) => found.push(String(e))).finally(() => {
              window.fetch = real;
              done(JSON.stringify({forms: found.forms || 0, found}));
            });
            """;

    /** Forms of a page that were filled in, and their faults. */
    record Digits(int forms, List<String> found) {}

    private PageCheck() {}

    /** Submits the page's forms with digits of three scripts. The digits stay in the fields afterwards. */
    static Digits digits(JavascriptExecutor browser) {
        try {
            return JSON.readValue(String.valueOf(browser.executeAsyncScript(SCRIPTS)), Digits.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks the current page.
     *
     * @return its faults; empty for a correct page
     */
    static List<String> faults(JavascriptExecutor browser) {
        return ((List<?>) browser.executeScript(FAULTS))
                .stream().map(String::valueOf).toList();
    }
}
