package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import city.pishkhan.itests.TestTimeouts;
import com.deque.html.axecore.providers.EmbeddedResourceAxeProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium as a clerk uses it. It records the errors of pages and every requested address. */
final class CounterBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = TestTimeouts.LIMIT;
    /** Polling interval; with the usual half second, polling would dominate the duration of a test. */
    private static final Duration EACH = Duration.ofMillis(50);
    /** WCAG 2.2 AA, as far as it can be checked automatically. */
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private static final String AXE = axe();
    private static final String SEEN =
            """
            const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && [...e.getClientRects()].some((r) => r.width && r.height);
            return [...document.querySelectorAll(arguments[0])].find((e) => shown(e.closest('select') || e)) || null;
            """;
    private static final String DRAWN =
            """
            const [hash, patience, done] = arguments;
            location.hash = hash;
            const end = Date.now() + patience;
            const look = () => {
              const title = document.querySelector('main h1');
              const drawn = title && !document.querySelector('main .skeleton') && [...document.querySelectorAll('main .card')].some((c) => c.checkVisibility());
              if (drawn) done(null);
              else if (Date.now() > end) done(`${hash}: ${document.querySelector('main')?.innerText}`);
              else setTimeout(look, 20);
            };
            // the page hears of another address a moment later
            setTimeout(look, 50);
            """;

    /** {@code true} if pages are saved as pictures for people, which takes as long as the checks; only the profile nightly saves them. */
    private static final boolean PICTURES = Boolean.getBoolean("console.pictures");

    private static final int MOST_TABS = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChromeDriver driver;
    private Path pictures;
    private final List<String> complaints = new ArrayList<>();
    private final List<URI> requests = new ArrayList<>();
    private int pictureCount;
    private int keys;
    private int phone;

    private CounterBrowser(ChromeDriver driver, Path pictures) {
        this.driver = driver;
        this.pictures = pictures;
    }

    /** Skips the test with a message if no browser is installed; on a CI server a missing browser is a failure. */
    static void skipWithoutBrowser() {
        if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("No Chromium: .ci/run installs chromium and chromium-driver");
        }
        abort("No Chromium here: apt-get install chromium chromium-driver");
    }

    /**
     * Starts a browser.
     *
     * @param pictures folder for numbered screenshots
     */
    static CounterBrowser open(Path pictures) throws IOException {
        Files.createDirectories(pictures);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--lang=fa",
                "--window-size=1280,1000",
                // only this machine can be resolved, so that a page which needs another host fails
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return new CounterBrowser(driver, pictures);
    }

    void go(URI address) {
        driver.get(address.toString());
    }

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** Waits for a visible element. The page itself searches in a single call, because the driver needs several calls per element. */
    WebElement awaitVisible(String css) {
        return new WebDriverWait(driver, PATIENCE, EACH)
                .withMessage(() -> css + " at " + driver.getCurrentUrl() + ": " + text())
                .until(d -> (WebElement) driver.executeScript(SEEN, css));
    }

    /** Opens another page of the current application and waits until it is drawn completely. */
    void visit(String hash) {
        Object fault = driver.executeAsyncScript(DRAWN, hash, PATIENCE.toMillis());
        assertEquals(null, fault);
    }

    /** Resets the browser for another user: no stored data, and screenshots in another folder. */
    CounterBrowser reset(Path folder) throws IOException {
        pictures = Files.createDirectories(folder);
        pictureCount = keys = 0;
        readLogs();
        complaints.clear();
        requests.clear();
        phone = 0;
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        size(1280, 1000);
        driver.manage().deleteAllCookies();
        driver.executeScript("try { localStorage.clear() } catch { /* a page of nobody's has none */ }");
        driver.get("about:blank");
        return this;
    }

    WebElement awaitVisible(String css, Predicate<WebElement> as) {
        return new WebDriverWait(driver, PATIENCE, EACH)
                .withMessage(() -> css + " at " + driver.getCurrentUrl() + ": " + text())
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(d -> d.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .filter(as)
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void click(String css) {
        new WebDriverWait(driver, PATIENCE, EACH)
                // the page may redraw the element between the search and the click
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(d -> {
                    WebElement there = awaitVisible(css, WebElement::isEnabled);
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", there);
                    there.click();
                    return true;
                });
    }

    /** Confirms the question before a final action. */
    void confirm() {
        awaitVisible("dialog.confirm[open] [data-confirm]").sendKeys(Keys.ENTER);
    }

    /** Drags the mouse over an element. Positions are pixel offsets from its centre. */
    void drag(String css, int fromX, int fromY, int toX, int toY) {
        WebElement over = awaitVisible(css);
        new Actions(driver)
                .moveToElement(over, fromX, fromY)
                .clickAndHold()
                .moveToElement(over, (fromX + toX) / 2, (fromY + toY) / 2)
                .moveToElement(over, toX, toY)
                .release()
                .perform();
    }

    /**
     * Clicks the selected button on each page until the browser's address has the given host and port. A page may
     * disappear before its button is clicked.
     */
    void clickUntil(String css, String authority) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> authority + " from " + driver.getCurrentUrl() + ": " + text())
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(d -> {
                    if (address().getAuthority().equals(authority)) {
                        return true;
                    }
                    d.findElements(By.cssSelector(css)).stream()
                            .filter(WebElement::isDisplayed)
                            .findFirst()
                            .ifPresent(WebElement::click);
                    return false;
                });
    }

    /** Parts of a drawn plate from left to right, as they are seen, in Latin digits. */
    String plate(String css) {
        return String.valueOf(driver.executeScript(
                """
                        const parts = [...arguments[0].querySelectorAll('bdi')];
                        parts.sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
                        return parts.map((part) => part.textContent).join('').replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0);
                        """,
                awaitVisible(css)));
    }

    /** Types into a form field, given by the path of its member in the contract. */
    void type(String path, String text) {
        WebElement field = awaitVisible("[data-path='" + path + "']");
        field.clear();
        field.sendKeys(text);
    }

    /**
     * Replaces a renovation code by typing its seven numbers.
     *
     * @param css selector of the control
     */
    void property(String css, String code) {
        driver.executeScript("arguments[0].value = ''", awaitVisible(css));
        awaitVisible(css + " input").sendKeys(code);
    }

    /** Pastes a text into an element. */
    void paste(String css, String text) {
        driver.executeScript(
                """
                const clipboard = new DataTransfer();
                clipboard.setData('text', arguments[1]);
                arguments[0].focus();
                arguments[0].dispatchEvent(new ClipboardEvent('paste', {clipboardData: clipboard, bubbles: true, cancelable: true}));
                """,
                awaitVisible(css),
                text);
    }

    /** Types a text into the focused element; its keys are not counted. */
    void write(CharSequence text) {
        driver.switchTo().activeElement().sendKeys(text);
    }

    /**
     * Presses a control key in the focused element and counts it.
     *
     * @param held modifier keys that are held down
     */
    void press(CharSequence key, Keys... held) {
        keys++;
        Actions hand = new Actions(driver);
        Stream.of(held).forEach(hand::keyDown);
        hand.sendKeys(key);
        Stream.of(held).forEach(hand::keyUp);
        hand.perform();
    }

    /** Moves the focus to an element with the Tab key alone. */
    void tabTo(String css) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(driver.executeScript("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("No way to " + css + " by the Tab key");
    }

    /** Chooses files. The system's file dialogue cannot be automated; it counts as three keys: open it, select all, confirm. */
    void choose(String css, String files) {
        keys += 3;
        all(css).get(0).sendKeys(files);
    }

    /** Number of keys pressed since the last call. */
    int takeKeyCount() {
        int pressed = keys;
        keys = 0;
        return pressed;
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Runs an asynchronous script in the page and returns its result. The page's content security policy applies to loaded resources. */
    Object runScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /**
     * Checks the page by WCAG 2.2 AA and returns the findings: rule and element. The checker is loaded once per page. Frames are not
     * checked, because no page has any, and the builder opens a window for them each time.
     */
    List<String> check() {
        if (!Boolean.TRUE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        Object found = driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']}).then(
                    (r) => done(r.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`))), (e) => done([String(e)]));
                """,
                RULES);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try {
            return new EmbeddedResourceAxeProvider().getScript();
        } catch (IOException | javax.naming.OperationNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    String windowHandle() {
        return driver.getWindowHandle();
    }

    /** Opens and uses a further window of the same browser. */
    void openWindow() {
        driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
    }

    /**
     * Switches to the window that a page has opened.
     *
     * @param before handle of the current window
     */
    void follow(String before) {
        new WebDriverWait(driver, PATIENCE)
                .until(d -> d.getWindowHandles().stream().anyMatch(w -> !w.equals(before)));
        driver.switchTo()
                .window(driver.getWindowHandles().stream()
                        .filter(w -> !w.equals(before))
                        .findFirst()
                        .orElseThrow());
    }

    void closeAndReturn(String to) {
        driver.close();
        driver.switchTo().window(to);
    }

    /** Emulates a user who prefers the dark colour scheme. */
    void dark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** Shows the page as it is printed, or as on the screen again. */
    void print(boolean printed) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", printed ? "print" : ""));
    }

    /** Sets the browser online or offline. */
    void setOnline(boolean there) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Blocks requests to these address patterns until the next call; no pattern blocks nothing. */
    void blockRequests(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    /** Allows pages to read the device's position, and emulates the position. */
    void position(double latitude, double longitude) {
        driver.executeCdpCommand("Browser.grantPermissions", Map.of("permissions", List.of("geolocation")));
        driver.executeCdpCommand(
                "Emulation.setGeolocationOverride",
                Map.of("latitude", latitude, "longitude", longitude, "accuracy", 5));
    }

    /** Emulates the width of a phone, because a window cannot be as narrow. */
    void phone(int pixels) {
        phone = pixels;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 700, "deviceScaleFactor", 1, "mobile", false));
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Checks that the page fits the width of the window, and checks its text. Saves a picture of the whole page if pictures are on. */
    void picture(String name) throws IOException {
        assertEquals(
                0L,
                driver.executeScript(
                        "const e = document.documentElement; return Math.max(0, e.scrollWidth - e.clientWidth)"),
                () -> name + " is wider than the window");
        checkText(name);
        // a list that is still loading makes the page longer
        new WebDriverWait(driver, PATIENCE, EACH).until(d -> all(".skeleton").isEmpty());
        if (PICTURES) {
            savePicture(name);
        }
        readLogs();
    }

    private void savePicture(String name) throws IOException {
        long width = (Long) driver.executeScript("return innerWidth");
        for (long seen = 0, height = height(); height > seen; seen = height, height = height()) {
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        }
        Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        if (phone > 0) {
            phone(phone);
        }
        Files.write(
                pictures.resolve(String.format("%02d-%s.png", ++pictureCount, name)),
                OutputType.BYTES.convertFromBase64Png((String) shot.get("data")));
    }

    private long height() {
        return (Long) driver.executeScript("return document.documentElement.scrollHeight");
    }

    /** Reads the browser's new log entries. */
    private void readLogs() {
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(e -> e.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .forEach(complaints::add);
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(CounterBrowser::request)
                .flatMap(Optional::stream)
                .forEach(requests::add);
    }

    private static Optional<URI> request(LogEntry entry) {
        try {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            String url = message.at("/params/request/url").asText();
            return message.path("method").asText().equals("Network.requestWillBeSent") && url.startsWith("http")
                    ? Optional.of(URI.create(url))
                    : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Checks that the text is complete and in the page's language; {@link #failOnErrors} reports the faults. */
    void checkText(String page) {
        // the page sets its language before all of its texts are replaced
        new WebDriverWait(driver, PATIENCE, EACH)
                .until(d -> all("#language").isEmpty()
                        || all(":root:lang(fa) #language[lang=en], :root:lang(en) #language[lang=fa]")
                                        .size()
                                == 1);
        PageCheck.faults(driver).forEach(fault -> complaints.add(page + ": " + fault));
    }

    /** Submits the forms of the page with digits of three scripts, without any effect in the hub. */
    PageCheck.Digits digits() {
        return PageCheck.digits(driver);
    }

    /**
     * Fails if the browser reported unexpected errors.
     *
     * @param expected parts of the errors that the test provokes
     */
    void failOnErrors(String... expected) {
        readLogs();
        assertEquals(
                List.of(),
                complaints.stream()
                        .filter(c -> Stream.of(expected).noneMatch(c::contains))
                        .toList());
    }

    /** Requested addresses, except those at these hosts and ports. */
    List<URI> foreignRequests(String... authorities) {
        readLogs();
        return requests.stream()
                .filter(u -> Stream.of(authorities).noneMatch(u.getAuthority()::equals))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
