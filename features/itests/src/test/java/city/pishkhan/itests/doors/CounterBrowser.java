package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import city.pishkhan.itests.Patience;
import com.deque.html.axecore.providers.EmbeddedResourceAxeProvider;
import com.deque.html.axecore.selenium.AxeBuilder;
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

/** Chromium as a clerk sees it; it keeps what pages complain of, and every address that they ask for. */
final class CounterBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Patience.LIMIT;
    /** Between two looks at a page: the half second that is usual would be most of a story. */
    private static final Duration EACH = Duration.ofMillis(50);
    /** WCAG 2.2 AA, as far as a program can tell. */
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

    private static final int MOST_TABS = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChromeDriver driver;
    private Path pictures;
    private final List<String> complaints = new ArrayList<>();
    private final List<URI> asked = new ArrayList<>();
    private int taken;
    private int keys;
    private int phone;

    private CounterBrowser(ChromeDriver driver, Path pictures) {
        this.driver = driver;
        this.pictures = pictures;
    }

    /** Without a browser nothing of a page is tried: a person's machine is told so, and where everything has to run that is a failure. */
    static void demand() {
        if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("No Chromium: .ci/run installs chromium and chromium-driver");
        }
        abort("No Chromium here: apt-get install chromium chromium-driver");
    }

    /** @param pictures folder for what it looked like, numbered */
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
                // nobody but this machine can be found, so that a page which needs another host is seen to break
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

    /** Looked for by the page itself, in one call: what the driver asks of each element takes several. */
    WebElement see(String css) {
        return new WebDriverWait(driver, PATIENCE, EACH)
                .withMessage(() -> css + " at " + driver.getCurrentUrl() + ": " + text())
                .until(d -> (WebElement) driver.executeScript(SEEN, css));
    }

    /** Comes to a page of the one that is open, and waits there until all of it is drawn. */
    void visit(String hash) {
        Object fault = driver.executeAsyncScript(DRAWN, hash, PATIENCE.toMillis());
        assertEquals(null, fault);
    }

    /** As somebody else begins at it: nothing of who was there before, pictures in a folder of their own. */
    CounterBrowser anew(Path folder) throws IOException {
        pictures = Files.createDirectories(folder);
        taken = keys = 0;
        heard();
        complaints.clear();
        asked.clear();
        phone = 0;
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        size(1280, 1000);
        driver.manage().deleteAllCookies();
        driver.executeScript("try { localStorage.clear() } catch { /* a page of nobody's has none */ }");
        driver.get("about:blank");
        return this;
    }

    WebElement see(String css, Predicate<WebElement> as) {
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
                // drawn anew between the look and the click
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(d -> {
                    WebElement there = see(css, WebElement::isEnabled);
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", there);
                    there.click();
                    return true;
                });
    }

    /** Answers the question before a final act with yes. */
    void confirm() {
        see("dialog.confirm[open] [data-confirm]").sendKeys(Keys.ENTER);
    }

    /** Pulls the pointer over an element, from and to so many pixels beside its middle. */
    void pull(String css, int fromX, int fromY, int toX, int toY) {
        WebElement over = see(css);
        new Actions(driver)
                .moveToElement(over, fromX, fromY)
                .clickAndHold()
                .moveToElement(over, (fromX + toX) / 2, (fromY + toY) / 2)
                .moveToElement(over, toX, toY)
                .release()
                .perform();
    }

    /** Goes on from page to page until one is of that host and port; a page may be gone before its button is reached. */
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

    /** Types by keys into the field of a form, as its label's member of the contract. */
    void type(String path, String text) {
        WebElement field = see("[data-path='" + path + "']");
        field.clear();
        field.sendKeys(text);
    }

    /** Types a renovation code by keys into its seven numbers, over what stands there. @param css of the control */
    void property(String css, String code) {
        driver.executeScript("arguments[0].value = ''", see(css));
        see(css + " input").sendKeys(code);
    }

    /** As who pastes a text there. */
    void paste(String css, String text) {
        driver.executeScript(
                """
                const clipboard = new DataTransfer();
                clipboard.setData('text', arguments[1]);
                arguments[0].focus();
                arguments[0].dispatchEvent(new ClipboardEvent('paste', {clipboardData: clipboard, bubbles: true, cancelable: true}));
                """,
                see(css),
                text);
    }

    /** Types at the place where the keys go just now: what somebody wants to say, however long it is. */
    void write(CharSequence text) {
        driver.switchTo().activeElement().sendKeys(text);
    }

    /** A key that says nothing and is counted, wherever the keys go just now. @param held pressed meanwhile */
    void press(CharSequence key, Keys... held) {
        keys++;
        Actions hand = new Actions(driver);
        Stream.of(held).forEach(hand::keyDown);
        hand.sendKeys(key);
        Stream.of(held).forEach(hand::keyUp);
        hand.perform();
    }

    /** By the Tab key alone. */
    void tabTo(String css) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(driver.executeScript("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("No way to " + css + " by the Tab key");
    }

    /** What the dialogue of files asks for, which belongs to the system: opened, all of a folder marked, taken. */
    void choose(String css, String files) {
        keys += 3;
        all(css).get(0).sendKeys(files);
    }

    /** How many keys were pressed since this was asked last. */
    int keys() {
        int pressed = keys;
        keys = 0;
        return pressed;
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Something that only a script finds out; the page's own policy holds for what it loads. */
    Object ask(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What a judge of pages holds against this one: rule and element. */
    List<String> judge(AxeBuilder judge) {
        return judge.analyze(driver).getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
                .toList();
    }

    /**
     * What speaks against WCAG 2.2 AA: rule and element. The judge comes into a page once, however often it is asked there; no page of ours has
     * frames, for which the builder opens a window each time.
     */
    List<String> judge() {
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

    String here() {
        return driver.getWindowHandle();
    }

    /** A further window of the same browser, where one goes on. */
    void another() {
        driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
    }

    /** Goes to the window that a page opened. */
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

    /** As who has chosen a dark system sees it. */
    void dark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** As on a phone where there is no line. */
    void line(boolean there) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Whatever has such an address does not come, until others are named or none. */
    void withhold(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    /** As on a phone of that width; no window is as narrow. */
    void phone(int pixels) {
        phone = pixels;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 700, "deviceScaleFactor", 1, "mobile", false));
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Keeps what is seen now, the whole page of it, which has to be readable. */
    void picture(String name) throws IOException {
        assertEquals(
                0L,
                driver.executeScript(
                        "const e = document.documentElement; return Math.max(0, e.scrollWidth - e.clientWidth)"),
                () -> name + " is wider than the window");
        read(name);
        // a list that is still being read makes the page longer yet
        new WebDriverWait(driver, PATIENCE, EACH).until(d -> all(".skeleton").isEmpty());
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
                pictures.resolve(String.format("%02d-%s.png", ++taken, name)),
                OutputType.BYTES.convertFromBase64Png((String) shot.get("data")));
        heard();
    }

    private long height() {
        return (Long) driver.executeScript("return document.documentElement.scrollHeight");
    }

    /** Fetches what the browser has told since the last time. */
    private void heard() {
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(e -> e.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .forEach(complaints::add);
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(CounterBrowser::request)
                .flatMap(Optional::stream)
                .forEach(asked::add);
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

    /** What stands there has to be whole, and in the page's language; {@link #demandQuiet} says what is not. */
    void read(String page) {
        // the page tells its language before all of its texts are in it
        new WebDriverWait(driver, PATIENCE, EACH)
                .until(d -> all("#language").isEmpty()
                        || all(":root:lang(fa) #language[lang=en], :root:lang(en) #language[lang=fa]")
                                        .size()
                                == 1);
        PageCheck.faults(driver).forEach(fault -> complaints.add(page + ": " + fault));
    }

    /** @param expected complaints that the story itself provokes: part of their text */
    void demandQuiet(String... expected) {
        heard();
        assertEquals(
                List.of(),
                complaints.stream()
                        .filter(c -> Stream.of(expected).noneMatch(c::contains))
                        .toList());
    }

    /** Every address that was asked for, but those of these hosts and ports. */
    List<URI> askedElsewhere(String... authorities) {
        heard();
        return asked.stream()
                .filter(u -> Stream.of(authorities).noneMatch(u.getAuthority()::equals))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
