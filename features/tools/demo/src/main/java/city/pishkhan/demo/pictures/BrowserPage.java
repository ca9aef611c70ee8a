package city.pishkhan.demo.pictures;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A page of the browser with its own session at the hub. */
final class BrowserPage implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Physical pixels of a CSS pixel: sharp text, also if a reader enlarges the picture. */
    private static final double SCALE = 1.5;

    private static final String SHOWN =
            """
            [...document.querySelectorAll(%s)].some((e) => (e.closest('select') || e).checkVisibility()
                && [...(e.closest('select') || e).getClientRects()].some((r) => r.width && r.height))
            """;
    /**
     * Expression that is true when the page is drawn: no list shows a loading placeholder, and all fonts and visible
     * images are loaded.
     */
    private static final String DRAWN =
            """
            document.readyState === 'complete' && !document.querySelector('.skeleton') && document.fonts.status === 'loaded'
                && [...document.images].every((i) => i.complete || i.getBoundingClientRect().top > innerHeight)
            """;

    private final DevTools devTools;
    private final String context;
    private final String session;

    BrowserPage(DevTools devTools, String context, String session, int width, int height) throws InterruptedException {
        this.devTools = devTools;
        this.context = context;
        this.session = session;
        call("Page.enable", Map.of());
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", SCALE, "mobile", false));
        // suppresses the console's tour, which every new browser profile would show
        call(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "try { localStorage.setItem('pishkhan.toured', '1') } catch { }"));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
        return devTools.call(session, method, parameters);
    }

    /** Loads an address; does not wait until the page is drawn. */
    void go(URI address) throws InterruptedException {
        JsonNode result = call("Page.navigate", Map.of("url", address.toString()));
        if (result.hasNonNull("errorText")) {
            throw new CityException(address + ": " + result.path("errorText").asText());
        }
    }

    /**
     * Logs in at the hub whose page is open.
     *
     * @param form the form as JSON
     * @throws CityException if the hub refuses the login
     */
    void login(String form) throws InterruptedException {
        awaitTrue("document.readyState === 'complete'", "The login page is not loaded");
        JsonNode answer =
                evaluate("fetch('/auth/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json', "
                        + "'Idempotency-Key': crypto.randomUUID()}, body: " + quoted(form)
                        + "}).then(async (r) => r.ok ? '' : `${r.status} ${await r.text()}`)");
        if (!answer.asText().isEmpty()) {
            throw new CityException("The hub refuses the login: " + answer.asText());
        }
        // the console requests the session only if this key shows that the browser has had a session
        evaluate("localStorage.setItem('pishkhan.session', '1')");
    }

    /** @throws CityException if the page does not show the element within 20 seconds */
    void see(String selector) throws InterruptedException {
        awaitTrue(SHOWN.formatted(quoted(selector)), "does not show " + selector);
    }

    void click(String selector) throws InterruptedException {
        see(selector);
        evaluate("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Waits until the page is drawn and returns it as WebP. */
    byte[] picture(int quality) throws InterruptedException {
        awaitTrue(DRAWN, "is still loading");
        evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "webp", "quality", quality))
                        .path("data")
                        .asText());
    }

    private void awaitTrue(String condition, String otherwise) throws InterruptedException {
        Poll.<Boolean, RuntimeException>until(
                LIMIT, PAUSE, () -> Optional.of(evaluate(condition).asBoolean()).filter(met -> met), () -> otherwise);
    }

    private JsonNode evaluate(String expression) throws InterruptedException {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new CityException("A script of the page failed: "
                    + result.at("/exceptionDetails/exception/description").asText());
        }
        return result.at("/result/value");
    }

    private static String quoted(String text) {
        return HubClient.JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        try {
            devTools.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
