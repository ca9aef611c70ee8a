package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * Tasks of oversight bodies and operators at the console, by mouse and keyboard, with one input error each. The browser reports no errors.
 */
@ExtendWith(TownExtension.class)
class ConsoleOversightIT {
    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();
    private static final String ENTRIES = "entries.jsonl";
    /** Number of generated routes of a city, each in its own context. */
    private static final int ROUTES = 4_000;

    private static Town town;
    private static URI hub;
    private static String number;
    private static String id;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        CounterBrowser.demand();
        town = shared;
        hub = town.city().hub().address();
        for (String company : List.of("water", "electricity", "gas", "fire")) {
            town.control(company, Town.USUAL);
        }
        id = Permits.asked(town.clerk(), town.plot(2), 2);
        Permits.awaitStage(town.clerk(), id, "duties");
        number = town.clerk().look(id).path("number").asText();
    }

    private static CounterBrowser login(String user, String folder) throws IOException {
        CounterBrowser browser = CounterBrowser.open(FOLDER.resolve(folder));
        browser.go(hub.resolve("/console"));
        browser.see("#user").sendKeys(user, Keys.TAB, "demo-" + user, Keys.ENTER);
        browser.see("#logout");
        return browser;
    }

    private static void shown(CounterBrowser browser, String name) throws IOException {
        browser.picture(name);
        List<String> violations = browser.judge(
                new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")));
        assertTrue(violations.isEmpty(), () -> name + "\n" + String.join("\n", violations));
    }

    /**
     * Opens each page in English at the width of a phone.
     *
     * @param pages CSS selector that proves the page is shown, by its address
     */
    private static void narrow(CounterBrowser browser, Map<String, String> pages) throws IOException {
        browser.click("#language");
        browser.see("html[lang=en]");
        browser.size(360, 900);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            browser.go(hub.resolve("/console" + page.getKey()));
            browser.see(page.getValue());
            assertTrue(browser.see(".bar").getSize().getHeight() < 225, "the menu folds");
            shown(browser, "narrow-" + page.getKey().split("/")[1]);
        }
        browser.click("#menu");
        browser.see("#sections a.tab");
        browser.click("#language");
        browser.see("html[lang=fa]");
        browser.click("#logout");
        browser.see("#user");
    }

    @Test
    void aBodyThatWatchesFindsACaseAndFollowsWhatHappens() throws Exception {
        try (CounterBrowser browser = login("oversight", "oversight")) {
            browser.see("[data-case]");
            shown(browser, "cases");
            browser.see("#f-openedFrom").sendKeys("۱۴۰۵/۱۳/۰۱", Keys.ENTER);
            browser.see("#f-openedFrom.is-invalid:focus");
            shown(browser, "cases-refused");
            WebElement from = browser.see("#f-openedFrom");
            from.clear();
            from.sendKeys("۱۴۰۵/۰۱/۰۱");
            new Select(browser.see("#f-service")).selectByValue("building-permit");
            browser.see("#f-stage");
            new Select(browser.see("#f-stage")).selectByValue("duties");
            new Select(browser.see("#f-agency")).selectByValue("water");
            browser.click("#find");
            browser.see("[data-case='" + id + "']");
            browser.click(".table-file");
            Awaitility.await()
                    .until(
                            () -> Long.valueOf(200)
                                    .equals(
                                            browser.ask(
                                                    "arguments[0](performance.getEntriesByType('resource').find((r) => r.name.includes('/oversight/v1/cases.csv'))?.responseStatus);")));
            browser.see("[data-case='" + id + "'] a").sendKeys(Keys.ENTER);
            browser.see("[data-event='stage.entered']");
            shown(browser, "case");

            browser.withhold("*live*.js*");
            browser.click("a[href='#/live']");
            browser.see("#not-loaded");
            browser.withhold();
            browser.click("#not-loaded button");
            browser.see("#stream[data-state=there]");
            browser.see("[data-event]");
            browser.click("#hold");
            shown(browser, "live");
            browser.click("#hold");
            String last = Permits.opened(town.clerk(), town.plot(2));
            browser.see("[data-event='case.opened'] a[href='#/watched/" + last + "']");

            browser.click("a[href='#/figures']");
            browser.see("[data-district='" + Integer.parseInt(number.split("-")[0]) + "']");
            browser.see("#chart canvas");
            new Select(browser.see("#g-by")).selectByValue("agency");
            browser.click("#count");
            String water = browser.see("[data-key=water]").getText();
            assertFalse(water.matches("(?s).*۰٫۰\\d.*"), () -> "hours below one are shown in minutes: " + water);
            shown(browser, "figures");
            browser.dark();
            browser.go(hub.resolve("/console#/figures?by=day"));
            browser.see("#chart canvas");
            browser.see("[data-key^='20']");
            shown(browser, "figures-dark");
            narrow(
                    browser,
                    new TreeMap<>(Map.of(
                            "#/watch",
                            "[data-case]",
                            "#/watched/" + id,
                            "[data-event]",
                            "#/live",
                            "[data-event]",
                            "#/figures",
                            "#chart canvas",
                            "#/proof",
                            "#worth")));
            browser.demandQuiet("status of 422", "ERR_BLOCKED_BY_CLIENT", "dynamically imported");
            assertEquals(List.of(), browser.askedElsewhere(hub.getAuthority()));
        }
    }

    /** Checks an evidence file unchanged, with a key and a witness's seals, and then with one changed word of one entry. */
    @Test
    void anEvidenceFileIsCheckedInTheBrowser() throws Exception {
        // a new town has not sealed anything yet
        Awaitility.await().until(() -> files(evidence()).get("keys.jsonl").length > 0);
        byte[] whole = evidence();
        String pem = pem(whole);
        Path seals = Files.writeString(
                Files.createDirectories(FOLDER).resolve("seals.jsonl"),
                town.city().partners().seals());
        Path changed = Files.write(FOLDER.resolve("changed.zip"), changed(whole));
        try (CounterBrowser browser = login("oversight", "proof")) {
            browser.go(hub.resolve("/console#/proof?case=" + number));
            browser.click("#prove");
            browser.see("#p-key-unfilled");
            browser.see("#p-key").sendKeys("کلید ندارم", Keys.TAB);
            browser.click("#prove");
            browser.see("#p-key.is-invalid");
            browser.see("#p-key-fault");
            shown(browser, "key-refused");
            browser.see("#p-key").clear();
            browser.see("#p-key").sendKeys(pem);
            browser.see("#p-witness-file").sendKeys(seals.toString());
            browser.click("#prove");
            browser.see("#outcome[data-clean=true]");
            assertTrue(browser.see("#worth").getText().contains("verifier.jar"));
            shown(browser, "whole");

            browser.see("#p-file").sendKeys(changed.toString());
            browser.click("#prove");
            browser.see("#outcome[data-clean=false] [data-kind=ENTRY_CHANGED]");
            browser.see("#outcome [data-kind=PART_CHANGED]");
            shown(browser, "changed");
            browser.click("#logout");
            browser.see("#user");
            browser.demandQuiet();
        }
    }

    private static byte[] evidence() {
        return town.visitor().as("oversight").download("/oversight/v1/cases/" + number + "/evidence");
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String pem(byte[] zip) throws IOException {
        JsonNode key = HubClient.JSON.readTree(new String(files(zip).get("keys.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow());
        return "-----BEGIN PUBLIC KEY-----\n" + key.path("publicKey").asText() + "\n-----END PUBLIC KEY-----\n";
    }

    private static byte[] changed(byte[] zip) throws IOException {
        Map<String, byte[]> files = files(zip);
        List<String> lines =
                new String(files.get(ENTRIES), StandardCharsets.UTF_8).lines().toList();
        ObjectNode entry = (ObjectNode) HubClient.JSON.readTree(lines.get(1));
        entry.put("actor", "somebody-else");
        files.put(
                ENTRIES,
                String.join("\n", lines.get(0), entry.toString(), String.join("\n", lines.subList(2, lines.size())))
                        .concat("\n")
                        .getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                packed.putNextEntry(new ZipEntry(file.getKey()));
                packed.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    /**
     * Puts a wake-up for an inquiry that does not exist on the dead-letter queue.
     *
     * @return the message's id
     */
    private static String givenUp() throws Exception {
        try (Connection broker = town.broker();
                Session session = broker.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TextMessage message = session.createTextMessage(UUID.randomUUID().toString());
            message.setStringProperty("_AMQ_ORIG_ADDRESS", "inquiry.fire");
            session.createProducer(session.createQueue("dead")).send(message);
            return message.getJMSMessageID().substring("ID:".length());
        }
    }

    @Test
    void anOperatorSteersAgenciesRoutesAndDeployments() throws Exception {
        Path file = Files.writeString(
                Files.createDirectories(FOLDER).resolve("tick.camel.yaml"),
                "# " + System.nanoTime()
                        + "\n- route:\n    id: tick\n    from:\n      uri: timer:tick\n      parameters:\n        period: 60000\n      steps:\n        - log: tick\n");
        town.city().hub().console("pishkhan:deploy " + file);
        try (CounterBrowser browser = login("operator", "operator")) {
            browser.see("[data-box='agency-gas']");
            browser.see("[data-box='cases']");
            shown(browser, "hub");
            drawn(browser);

            browser.click("a[href='#/agencies']");
            browser.click("[data-agency=gas] [data-act=pause]");
            browser.see("#a-reason").sendKeys(Keys.ENTER);
            browser.see("[data-agency=gas] .invalid-feedback");
            browser.see("#a-reason.is-invalid:focus");
            shown(browser, "pause-refused");
            browser.see("#a-reason").sendKeys("خط آن‌ها تا ظهر در تعمیر است", Keys.ENTER);
            browser.see("[data-agency=gas][data-state=paused]");
            shown(browser, "paused");
            browser.click("[data-agency=gas] [data-act=resume]");
            browser.see("[data-agency=gas][data-state=running]");
            browser.click("[data-agency=gas] [data-act=retry]");
            browser.see(".alert-success");

            browser.go(hub.resolve("/console#/routes?context=tick.camel.yaml"));
            browser.click("[data-route=tick] button");
            browser.see(".alert-success");
            shown(browser, "route-stopped");
            browser.size(683, 700);
            assertEquals(
                    Boolean.FALSE,
                    browser.ask("arguments[0](document.documentElement.scrollWidth > innerWidth)"),
                    "at 200% zoom the table scrolls, not the page");
            browser.click("#stop-all");
            browser.see("dialog.confirm[open] [data-cancel]").sendKeys(Keys.ENTER);
            browser.see("#stop-all:focus");
            browser.size(1280, 1000);
            browser.click("[data-route=tick] .btn-outline-primary");
            Awaitility.await().until(() -> !browser.all("[data-route=tick] .state-approved")
                    .isEmpty());

            String letter = "[data-letter='" + givenUp() + "']";
            browser.click("a[href='#/dead-letters']");
            browser.see(letter);
            shown(browser, "dead-letters");
            browser.click(letter + " [data-act=replay]");
            browser.see(".alert-success");
            Awaitility.await().until(() -> browser.all(letter).isEmpty());

            browser.click("a[href='#/deployments']");
            browser.click("[data-name='tick.camel.yaml'] [data-act=back]");
            shown(browser, "deployments");
            browser.click("[data-act=sure]");
            browser.see("[data-name='tick.camel.yaml'][data-effect=rolled-back] [data-part=outage]");
            browser.see(".alert-success");
            shown(browser, "rolled-back");

            browser.click("a[href='#/settings']");
            browser.see("#s-words").sendKeys("agency~gas");
            browser.see("[data-pid='city.pishkhan.agency~gas'] [data-key=consumers]");
            shown(browser, "settings");
            narrow(
                    browser,
                    new TreeMap<>(Map.of(
                            "#/hub", "[data-box='agency-gas']",
                            "#/agencies", "[data-agency=gas]",
                            "#/dead-letters", "section.card",
                            "#/deployments", "[data-name]",
                            "#/settings", "[data-pid]")));
            browser.demandQuiet("status of 422");
            assertEquals(List.of(), browser.askedElsewhere(hub.getAuthority()));
        }
    }

    /** The overview is drawn in time with this many contexts, and names the failed one. */
    private static void drawn(CounterBrowser browser) {
        Object told = browser.ask(
                """
                        const done = arguments[arguments.length - 1];
                        const view = document.querySelector('pk-hub');
                        const made = Array.from({length: arguments[0]}, (_, i) => ({name: `made-${i}`, kind: i % 3 ? 'other' : 'door', state: i === 77 ? 'failed' : 'running', routes: 1, stopped: 0, exchanges: i, inflight: 0, from: []}));
                        const begin = performance.now();
                        view.now = {...view.now, contexts: made};
                        view.updateComplete.then(() => requestAnimationFrame(() => done(JSON.stringify([Math.round(performance.now() - begin), view.querySelectorAll('[data-box]').length, !!view.querySelector('[data-box=made-77] .box-bad')]))));
                        """,
                ROUTES);
        TestReport.step("console", "a picture of " + ROUTES + " routes [ms, boxes, names what failed]: " + told);
        String[] parts = String.valueOf(told).replaceAll("[\\[\\]]", "").split(",");
        assertTrue(Integer.parseInt(parts[0]) < 2_000, told::toString);
        assertTrue(Integer.parseInt(parts[1]) < 60, told::toString);
        assertFalse(parts[2].equals("false"), told::toString);
    }
}
