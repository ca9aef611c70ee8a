package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A clerk's whole job at the console: by clicks and keys, one of them wrong, with nothing that a browser complains of. */
@ExtendWith(TownExtension.class)
class ConsoleIT {
    private static final int SHEETS = 8;
    private static final String OWNER = "0790419904";
    /** Of the demo's fleet; another each time, where a city lasts. */
    private static final List<String> PLATES = List.of(
            "19ج72199", "32ق72922", "99ن44922", "83ص63888", "27م99822", "71م42699", "61ج84266", "34س72266", "23و41744");

    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();

    private static Town town;

    @BeforeAll
    static void begin(Town shared) {
        if (!CounterBrowser.installed()) {
            if ("true".equals(System.getenv("CI"))) {
                fail("No Chromium: .ci/run installs chromium and chromium-driver");
            }
            abort("No Chromium here: apt-get install chromium chromium-driver");
        }
        town = shared;
    }

    /** What stands in the scanner's folder: pictures and a PDF, whose names say nothing. */
    private static List<Path> scans(Plot plot) throws IOException {
        List<Path> scans = new ArrayList<>();
        Files.createDirectories(FOLDER);
        for (int i = 1; i <= SHEETS; i++) {
            boolean pdf = i == SHEETS;
            byte[] content = pdf
                    ? ScannedSheets.pdf(List.of("Plan of " + plot.code(), "scan " + System.nanoTime()))
                    : ScannedSheets.photo(i);
            scans.add(Files.write(FOLDER.resolve("scan-" + i + (pdf ? ".pdf" : ".jpg")), content));
        }
        return scans;
    }

    @Test
    void aClerkBringsAPermitFromTheLoginToTheCertificate() throws Exception {
        Plot plot = town.plotOfOne(3);
        URI hub = town.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("pictures"))) {
            browser.go(hub.resolve("/"));
            browser.see("#user");
            assertEquals("/console", browser.address().getPath());
            browser.picture("login");
            login(browser, "wrong");
            browser.see(".alert-danger");
            browser.picture("login-refused");
            login(browser, "demo-clerk-1204");
            browser.see("#group-yours");
            browser.picture("today");
            judge(browser);

            long start = System.nanoTime();
            browser.click("a.btn[href='#/new']");
            browser.click("a[href='#/new/building-permit']");
            fill(browser, plot);
            browser.see("#scans-files ~ *, .drop");
            browser.all("#scans-files")
                    .get(0)
                    .sendKeys(scans(plot).stream().map(Path::toString).collect(Collectors.joining("\n")));
            browser.picture("form-filled");
            judge(browser);
            browser.click("#open");
            String number = browser.see("h1 .code").getText();
            browser.see(".needs");
            List<WebElement> there = browser.all(".scan");
            assertEquals(SHEETS, there.size());
            browser.see("#submit", WebElement::isEnabled);
            browser.picture("papers");
            judge(browser);
            browser.click("#submit");
            browser.see("#state[data-stage=duties]");
            TestReport.step("console", "opened and submitted in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            browser.see(".pay");
            browser.picture("duties");
            judge(browser);

            view(browser);
            attest(browser);
            pay(browser, hub);
            browser.see("[data-bill=paid]");
            browser.see("#state[data-stage=final-verification]");
            String id = browser.address().getFragment().replaceAll(".*/case/", "");
            new Clerk(town.door("district-" + plot.district())).decide(id, "approve", null, null);
            browser.see("#certificate");
            browser.picture("certificate");
            judge(browser);
            assertEquals("200 application/pdf %PDF", file(browser, "#certificate-file"));
            assertEquals("200 application/pdf %PDF", file(browser, ".receipt"));

            browser.click("#language");
            browser.see("html[lang=en][dir=ltr] #state");
            assertEquals("ltr", browser.see("html").getAttribute("dir"));
            browser.picture("certificate-english");
            browser.size(400, 900);
            browser.picture("certificate-narrow");
            browser.size(1280, 1000);
            browser.click("#language");
            search(browser, number);
            browser.click("a.brand");
            browser.see("#group-yours");
            browser.click("#logout");
            browser.see("#user");
            URI partners = town.partners().address();
            browser.demandQuiet("status of 401", "status of 422", partners + "/favicon.ico");
            assertEquals(List.of(), browser.askedElsewhere(hub.getAuthority(), partners.getAuthority()));
        }
    }

    /** Without papers; what is issued is handed over at the counter to who shows the owner's card. */
    @Test
    void aVehiclesDutyIsPaidAndItsCertificateHandedOver() throws Exception {
        URI hub = town.city().hub().address();
        String plate = PLATES.get((int) Math.floorMod(System.nanoTime() / 1_000, (long) PLATES.size()));
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("vehicle"))) {
            browser.go(hub.resolve("/console"));
            login(browser, "demo-clerk-1204");
            browser.see("#group-yours");
            browser.click("a.btn[href='#/new']");
            browser.see("a[href='#/new/vehicle-duty']");
            browser.picture("services");
            judge(browser);
            browser.click("a[href='#/new/vehicle-duty']");
            browser.see("[data-path=subject]").sendKeys(PersianText.persianDigits(plate));
            browser.see(".known");
            browser.type("applicants[0].nationalId", OWNER + Keys.TAB);
            browser.type("applicants[0].name", "راننده آزمایشی" + Keys.ENTER);
            pay(browser, hub);
            browser.see("#state[data-stage=delivery]");
            browser.click("#way-office");
            browser.click("#choose");
            browser.see("[data-delivery=ready]");
            browser.picture("ready");
            judge(browser);
            browser.see("#receiver").sendKeys(PersianText.persianDigits(OWNER), Keys.ENTER);
            browser.see("[data-delivery=handed-over]");
            browser.see("#state[data-state=approved]");
            browser.picture("handed-over");
            // else its last question would keep the session for a while after the browser is gone
            browser.click("#logout");
            browser.see("#user");
            browser.demandQuiet(town.partners().address() + "/favicon.ico");
        }
    }

    /** By keys, for a mouse needs no proof. */
    private static void view(CounterBrowser browser) throws IOException {
        assertEquals(List.of(), browser.all("script[src*=openseadragon], link[href*=openseadragon]"));
        browser.click("[data-view=deed]");
        WebElement pages = browser.see(".viewer .pages canvas");
        browser.see(".viewer #zoom-in").sendKeys(Keys.ADD, "r", "0");
        Object drawn = browser.ask(
                """
                        const done = arguments[arguments.length - 1];
                        const look = (tries) => {
                          const of = arguments[0];
                          const [, , , there] = of.getContext('2d').getImageData(of.width / 2, of.height / 2, 1, 1).data;
                          if (there || !tries) done(there); else setTimeout(look, 100, tries - 1);
                        };
                        look(100);
                        """,
                pages);
        assertEquals(255L, drawn, "the page is there");
        browser.picture("viewer");
        judge(browser);
        browser.click("#viewer-close");
        assertEquals(List.of(), browser.all(".viewer"));
    }

    /** The deed is compared with its original, which goes back against the signed receipt. */
    private static void attest(CounterBrowser browser) throws IOException {
        browser.click("[data-attest=deed] summary");
        for (String name : List.of("serial", "issuer", "seen")) {
            browser.see("[data-attest=deed] [name=" + name + "]").sendKeys("۱۲ الف");
        }
        browser.picture("attest");
        judge(browser);
        browser.click("[data-attest=deed] button");
        browser.see("[data-attestation=deed][data-original=kept]");
        assertEquals(List.of(), browser.all("[data-attest] details[open]"), "what was typed stands at no other paper");
        assertEquals("200 application/pdf %PDF", file(browser, "[data-receipt]"));
        Path signed =
                Files.write(FOLDER.resolve("signed.pdf"), ScannedSheets.pdf(List.of("signed " + System.nanoTime())));
        browser.see("[data-attestation=deed] [name=signed]").sendKeys(signed.toString());
        browser.click("[data-attestation=deed] form button");
        browser.see("[data-attestation=deed][data-original=returned]");
        browser.picture("original-returned");
        judge(browser);
    }

    private static void login(CounterBrowser browser, String password) {
        WebElement user = browser.see("#user");
        user.clear();
        user.sendKeys("clerk-1204", Keys.TAB, password, Keys.ENTER);
    }

    /** The owner's number is mistyped first: its last digit is another. */
    private static void fill(CounterBrowser browser, Plot plot) throws IOException {
        String owner = plot.owners().get(0);
        browser.see("[data-path=subject]").sendKeys(PersianText.persianDigits(plot.code()));
        browser.see(".known");
        char last = owner.charAt(owner.length() - 1);
        String wrong = owner.substring(0, owner.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
        browser.type("applicants[0].nationalId", wrong + Keys.TAB);
        WebElement fault = browser.see(".invalid-feedback");
        assertFalse(fault.getText().isBlank());
        browser.picture("digit-wrong");
        browser.type("applicants[0].nationalId", PersianText.persianDigits(owner) + Keys.TAB);
        browser.see("[data-path='applicants[0].nationalId'].is-valid");
        browser.type("applicants[0].name", "مالک آزمایشی");
        browser.type("applicants[0].mobile", plot.mobile(0) + Keys.TAB);
        browser.type("request.floors", "۳");
        WebElement use = browser.see("[data-path='request.parts[0].use']");
        if (!use.getDomProperty("value").equals("residential")) {
            use.sendKeys("مسکونی");
        }
        browser.type("request.parts[0].area", "300");
        browser.type("request.parts[0].units", "٣");
    }

    private static void pay(CounterBrowser browser, URI hub) throws IOException {
        String console = browser.here();
        browser.click(".pay");
        browser.follow(console);
        browser.click("button[value=pay]");
        for (int pages = 0; pages < 3 && !browser.address().getAuthority().equals(hub.getAuthority()); pages++) {
            browser.click("form button, form input[type=submit]");
        }
        browser.picture("back-from-the-bank");
        browser.closeAndReturn(console);
    }

    private static void search(CounterBrowser browser, String number) throws IOException {
        browser.see("#search").sendKeys(number, Keys.ENTER);
        browser.see("#state[data-state=approved]");
    }

    /** What a link leads to, without leaving the page: status, type, first bytes. */
    private static String file(CounterBrowser browser, String link) {
        return String.valueOf(browser.ask(
                """
                        const done = arguments[arguments.length - 1];
                        fetch(arguments[0]).then(async (r) => done(r.status + ' ' + r.headers.get('Content-Type') + ' ' + (await r.text()).slice(0, 4)));
                        """,
                browser.see(link).getAttribute("href")));
    }

    /** By the rules of WCAG 2.2 AA, as far as a program can tell. */
    private static void judge(CounterBrowser browser) {
        List<String> violations = browser.judge(
                new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")));
        assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    }
}
