package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
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
@ExtendWith(SharedCityExtension.class)
class ConsoleOversightIT {
    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();
    private static final String ENTRIES = "entries.jsonl";
    /** Number of generated routes in the overview's load test; each route has its own Camel context. */
    private static final int ROUTES = 4_000;

    private static SharedCity city;
    private static URI hub;
    private static String number;
    private static String id;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        CounterBrowser.skipWithoutBrowser();
        city = shared;
        hub = city.city().hub().address();
        for (String company : List.of("water", "electricity", "gas", "fire")) {
            city.control(company, SharedCity.USUAL);
        }
        id = Permits.openAndSubmit(city.clerk(), city.plot(2), 2);
        Permits.awaitStage(city.clerk(), id, "duties");
        number = city.clerk().read(id).path("number").asText();
    }

    private static CounterBrowser login(String user, String folder) throws IOException {
        CounterBrowser browser = CounterBrowser.open(FOLDER.resolve(folder));
        browser.go(hub.resolve("/console"));
        browser.awaitVisible("#user").sendKeys(user, Keys.TAB, "demo-" + user, Keys.ENTER);
        browser.awaitVisible("#logout");
        return browser;
    }

    private static void checkPage(CounterBrowser browser, String name) throws IOException {
        browser.picture(name);
        List<String> violations = browser.check();
        assertTrue(violations.isEmpty(), () -> name + "\n" + String.join("\n", violations));
    }

    /**
     * Opens each page in English at the width of a phone.
     *
     * @param pages CSS selector that proves the page is shown, by its address
     */
    private static void checkAtPhoneWidth(CounterBrowser browser, Map<String, String> pages) throws IOException {
        browser.click("#language");
        browser.awaitVisible("html[lang=en]");
        browser.size(360, 900);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            browser.go(hub.resolve("/console" + page.getKey()));
            browser.awaitVisible(page.getValue());
            assertTrue(browser.awaitVisible(".bar").getSize().getHeight() < 225, "the menu folds");
            checkPage(browser, "narrow-" + page.getKey().split("/")[1]);
        }
        browser.click("#menu");
        browser.awaitVisible("#sections a.tab");
        browser.click("#language");
        browser.awaitVisible("html[lang=fa]");
        browser.click("#logout");
        browser.awaitVisible("#user");
    }

    @Test
    void oversightFindsCaseAndFollowsEvents() throws Exception {
        try (CounterBrowser browser = login("oversight", "oversight")) {
            browser.awaitVisible("[data-case]");
            checkPage(browser, "cases");
            browser.awaitVisible("#f-openedFrom").sendKeys("۱۴۰۵/۱۳/۰۱", Keys.ENTER);
            browser.awaitVisible("#f-openedFrom.is-invalid:focus");
            checkPage(browser, "cases-refused");
            WebElement from = browser.awaitVisible("#f-openedFrom");
            from.clear();
            from.sendKeys("۱۴۰۵/۰۱/۰۱");
            new Select(browser.awaitVisible("#f-service")).selectByValue("building-permit");
            browser.awaitVisible("#f-stage");
            new Select(browser.awaitVisible("#f-stage")).selectByValue("duties");
            new Select(browser.awaitVisible("#f-agency")).selectByValue("water");
            browser.click("#find");
            browser.awaitVisible("[data-case='" + id + "']");
            browser.click(".table-file");
            Awaitility.await()
                    .until(
                            () -> Long.valueOf(200)
                                    .equals(
                                            browser.runScript(
                                                    "arguments[0](performance.getEntriesByType('resource').find((r) => r.name.includes('/oversight/v1/cases.csv'))?.responseStatus);")));
            browser.awaitVisible("[data-case='" + id + "'] a").sendKeys(Keys.ENTER);
            browser.awaitVisible("[data-event='stage.entered']");
            checkPage(browser, "case");

            browser.blockRequests("*live*.js*");
            browser.click("a[href='#/live']");
            browser.awaitVisible("#not-loaded");
            browser.blockRequests();
            browser.click("#not-loaded button");
            browser.awaitVisible("#stream[data-state=there]");
            browser.awaitVisible("[data-event]");
            browser.click("#hold");
            checkPage(browser, "live");
            browser.click("#hold");
            String last = Permits.openCase(city.clerk(), city.plot(2));
            browser.awaitVisible("[data-event='case.opened'] a[href='#/watched/" + last + "']");

            browser.click("a[href='#/figures']");
            browser.awaitVisible("[data-district='" + Integer.parseInt(number.split("-")[0]) + "']");
            browser.awaitVisible("#chart canvas");
            new Select(browser.awaitVisible("#g-by")).selectByValue("agency");
            browser.click("#count");
            String water = browser.awaitVisible("[data-key=water]").getText();
            assertFalse(water.matches("(?s).*۰٫۰\\d.*"), () -> "hours below one are shown in minutes: " + water);
            checkPage(browser, "figures");
            browser.dark();
            browser.go(hub.resolve("/console#/figures?by=day"));
            browser.awaitVisible("#chart canvas");
            browser.awaitVisible("[data-key^='20']");
            checkPage(browser, "figures-dark");
            checkAtPhoneWidth(
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
            browser.failOnErrors("status of 422", "ERR_BLOCKED_BY_CLIENT", "dynamically imported");
            assertEquals(List.of(), browser.foreignRequests(hub.getAuthority()));
        }
    }

    /** Checks an evidence file unchanged, with a key and a witness's seals, and then with one changed word of one entry. */
    @Test
    void evidenceFileIsCheckedInBrowser() throws Exception {
        // a new city has not sealed anything yet
        Awaitility.await().until(() -> files(evidence()).get("keys.jsonl").length > 0);
        byte[] whole = evidence();
        String pem = pem(whole);
        Path seals = Files.writeString(
                Files.createDirectories(FOLDER).resolve("seals.jsonl"),
                city.city().partners().awaitSeals());
        Path changed = Files.write(FOLDER.resolve("changed.zip"), changed(whole));
        try (CounterBrowser browser = login("oversight", "proof")) {
            browser.go(hub.resolve("/console#/proof?case=" + number));
            browser.click("#prove");
            browser.awaitVisible("#p-key-unfilled");
            browser.awaitVisible("#p-key").sendKeys("کلید ندارم", Keys.TAB);
            browser.click("#prove");
            browser.awaitVisible("#p-key.is-invalid");
            browser.awaitVisible("#p-key-fault");
            checkPage(browser, "key-refused");
            browser.awaitVisible("#p-key").clear();
            browser.awaitVisible("#p-key").sendKeys(pem);
            browser.awaitVisible("#p-witness-file").sendKeys(seals.toString());
            browser.click("#prove");
            browser.awaitVisible("#outcome[data-clean=true]");
            assertTrue(browser.awaitVisible("#worth").getText().contains("verifier.jar"));
            checkPage(browser, "whole");

            browser.awaitVisible("#p-file").sendKeys(changed.toString());
            browser.click("#prove");
            browser.awaitVisible("#outcome[data-clean=false] [data-kind=ENTRY_CHANGED]");
            browser.awaitVisible("#outcome [data-kind=PART_CHANGED]");
            checkPage(browser, "changed");
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors();
        }
    }

    private static byte[] evidence() {
        return city.visitor().as("oversight").download("/oversight/v1/cases/" + number + "/evidence");
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
    private static String sendDeadLetter() throws Exception {
        try (Connection broker = city.broker();
                Session session = broker.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TextMessage message = session.createTextMessage(UUID.randomUUID().toString());
            message.setStringProperty("_AMQ_ORIG_ADDRESS", "inquiry.fire");
            session.createProducer(session.createQueue("dead")).send(message);
            return message.getJMSMessageID().substring("ID:".length());
        }
    }

    @Test
    void operatorControlsAgenciesRoutesAndDeployments() throws Exception {
        Path file = Files.writeString(
                Files.createDirectories(FOLDER).resolve("tick.camel.yaml"),
                "# " + System.nanoTime()
                        + "\n- route:\n    id: tick\n    from:\n      uri: timer:tick\n      parameters:\n        period: 60000\n      steps:\n        - log: tick\n");
        city.city().hub().console("pishkhan:deploy " + file);
        try (CounterBrowser browser = login("operator", "operator")) {
            browser.awaitVisible("[data-box='agency-gas']");
            browser.awaitVisible("[data-box='cases']");
            checkPage(browser, "hub");
            checkOverview(browser);

            browser.click("a[href='#/agencies']");
            browser.click("[data-agency=gas] [data-act=pause]");
            browser.awaitVisible("#a-reason").sendKeys(Keys.ENTER);
            browser.awaitVisible("[data-agency=gas] .invalid-feedback");
            browser.awaitVisible("#a-reason.is-invalid:focus");
            checkPage(browser, "pause-refused");
            browser.awaitVisible("#a-reason").sendKeys("خط آن‌ها تا ظهر در تعمیر است", Keys.ENTER);
            browser.awaitVisible("[data-agency=gas][data-state=paused]");
            checkPage(browser, "paused");
            browser.click("[data-agency=gas] [data-act=resume]");
            browser.awaitVisible("[data-agency=gas][data-state=running]");
            browser.click("[data-agency=gas] [data-act=retry]");
            browser.awaitVisible(".alert-success");

            browser.go(hub.resolve("/console#/routes?context=tick.camel.yaml"));
            browser.click("[data-route=tick] button");
            browser.awaitVisible(".alert-success");
            checkPage(browser, "route-stopped");
            browser.size(683, 700);
            assertEquals(
                    Boolean.FALSE,
                    browser.runScript("arguments[0](document.documentElement.scrollWidth > innerWidth)"),
                    "at 200% zoom the table scrolls, not the page");
            browser.click("#stop-all");
            browser.awaitVisible("dialog.confirm[open] [data-cancel]").sendKeys(Keys.ENTER);
            browser.awaitVisible("#stop-all:focus");
            browser.size(1280, 1000);
            browser.click("[data-route=tick] .btn-outline-primary");
            Awaitility.await().until(() -> !browser.all("[data-route=tick] .state-approved")
                    .isEmpty());

            String letter = "[data-letter='" + sendDeadLetter() + "']";
            browser.click("a[href='#/dead-letters']");
            browser.awaitVisible(letter);
            checkPage(browser, "dead-letters");
            browser.click(letter + " [data-act=replay]");
            browser.awaitVisible(".alert-success");
            Awaitility.await().until(() -> browser.all(letter).isEmpty());

            browser.click("a[href='#/deployments']");
            browser.click("[data-name='tick.camel.yaml'] [data-act=back]");
            checkPage(browser, "deployments");
            browser.click("[data-act=sure]");
            browser.awaitVisible("[data-name='tick.camel.yaml'][data-effect=rolled-back] [data-part=outage]");
            browser.awaitVisible(".alert-success");
            checkPage(browser, "rolled-back");

            browser.click("a[href='#/settings']");
            browser.awaitVisible("#s-words").sendKeys("agency~gas");
            browser.awaitVisible("[data-pid='city.pishkhan.agency~gas'] [data-key=consumers]");
            checkPage(browser, "settings");
            checkAtPhoneWidth(
                    browser,
                    new TreeMap<>(Map.of(
                            "#/hub", "[data-box='agency-gas']",
                            "#/agencies", "[data-agency=gas]",
                            "#/dead-letters", "section.card",
                            "#/deployments", "[data-name]",
                            "#/settings", "[data-pid]")));
            browser.failOnErrors("status of 422");
            assertEquals(List.of(), browser.foreignRequests(hub.getAuthority()));
        }
    }

    /**
     * Verifies that the overview of a hub with {@link #ROUTES} contexts is drawn in time, and names the failed context.
     */
    private static void checkOverview(CounterBrowser browser) {
        Object result = browser.runScript(
                """
                        const done = arguments[arguments.length - 1];
                        const view = document.querySelector('pk-hub');
                        const made = Array.from({length: arguments[0]}, (_, i) => ({name: `made-${i}`, kind: i % 3 ? 'other' : 'door', state: i === 77 ? 'failed' : 'running', routes: 1, stopped: 0, exchanges: i, inflight: 0, from: []}));
                        const begin = performance.now();
                        view.now = {...view.now, contexts: made};
                        view.updateComplete.then(() => requestAnimationFrame(() => done(JSON.stringify([Math.round(performance.now() - begin), view.querySelectorAll('[data-box]').length, !!view.querySelector('[data-box=made-77] .box-bad')]))));
                        """,
                ROUTES);
        TestReport.step("console", "a picture of " + ROUTES + " routes [ms, boxes, names what failed]: " + result);
        String[] parts = String.valueOf(result).replaceAll("[\\[\\]]", "").split(",");
        assertTrue(Integer.parseInt(parts[0]) < 2_000, result::toString);
        assertTrue(Integer.parseInt(parts[1]) < 60, result::toString);
        assertFalse(parts[2].equals("false"), result::toString);
    }
}
