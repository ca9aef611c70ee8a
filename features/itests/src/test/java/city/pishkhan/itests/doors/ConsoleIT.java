package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.people.WorklistOfficer;
import city.pishkhan.testkit.plots.Plot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** A clerk's whole work at the console, by mouse and keyboard, with one input error each. The browser reports no errors. */
@ExtendWith(SharedCityExtension.class)
class ConsoleIT {
    private static final int SHEETS = 8;
    private static final String OWNER = "0790419904";
    /** Plates of the demo's fleet. Each run uses another one, because a city may live for several runs. */
    private static final List<String> PLATES = List.of(
            "19ج72199", "32ق72922", "99ن44922", "83ص63888", "27م99822", "71م42699", "61ج84266", "34س72266", "23و41744");

    /** Measures in the page the time from the key press to the next item's form, because a driver polls only twice a second. */
    private static final String NEXT_ITEM =
            """
            addEventListener('keydown', (e) => {
              if (!e.ctrlKey || e.key !== 'Enter' || window.nextItem) return;
              window.nextItem = -1;
              const [start, hash] = [performance.now(), location.hash];
              const look = () => {
                if (location.hash !== hash && document.querySelector('#release')) window.nextItem = performance.now() - start;
                else requestAnimationFrame(look);
              };
              look();
            }, {capture: true});
            arguments[arguments.length - 1](true);
            """;

    /** Compares the shown total with the amounts of the bills; a difference to the duties must have its own row. */
    private static final String ROUNDED =
            """
            const digits = (e) => Number(e.textContent.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[^0-9]/g, ''));
            const total = digits(document.querySelector('[data-payable]'));
            const bills = [...document.querySelectorAll('[data-bill] > div:first-child > strong:last-of-type')].reduce((sum, e) => sum + digits(e), 0);
            const lines = [...document.querySelectorAll('pk-money tbody td:last-child')].reduce((sum, e) => sum + digits(e), 0);
            const row = document.querySelector('[data-rounding]');
            arguments[0](total === bills && total % 1000 === 0 && (total === lines) === !row || `${total} ${bills} ${lines} ${row?.textContent}`);
            """;

    /** Services whose button for papers, cost and time is covered by another element. */
    private static final String COVERED =
            """
            arguments[0]([...document.querySelectorAll('[data-checklist]')].filter((e) => {
              e.scrollIntoView({block: 'center', behavior: 'instant'});
              const {x, y, width, height} = e.getBoundingClientRect();
              return !e.contains(document.elementFromPoint(x + width / 2, y + height / 2));
            }).map((e) => e.dataset.checklist));
            """;

    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();

    private static SharedCity city;

    @BeforeAll
    static void begin(SharedCity shared) {
        CounterBrowser.skipWithoutBrowser();
        city = shared;
    }

    /** Writes the files of a scanner's folder: pictures and a PDF, with meaningless names. */
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
    void clerkProcessesPermitFromLoginToCertificate() throws Exception {
        Plot plot = city.plotWithOneOwner(3);
        URI hub = city.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("pictures"))) {
            browser.go(hub.resolve("/console"));
            browser.awaitVisible("#user");
            browser.picture("login");
            login(browser, "wrong");
            browser.awaitVisible(".alert-danger");
            browser.picture("login-refused");
            login(browser, "demo-clerk-1204");
            browser.awaitVisible("#group-yours");
            browser.picture("today");
            checkAccessibility(browser);

            String scans = scans(plot).stream().map(Path::toString).collect(Collectors.joining("\n"));
            long start = System.nanoTime();
            browser.takeKeyCount();
            browser.press("n", Keys.ALT);
            browser.awaitVisible("a[href='#/new/building-permit']");
            browser.tabTo("a[href='#/new/building-permit']");
            browser.press(Keys.ENTER);
            fill(browser, plot);
            browser.tabTo("#scans-files");
            browser.choose("#scans-files", scans);
            long before = System.nanoTime();
            browser.picture("form-filled");
            checkAccessibility(browser);
            start += System.nanoTime() - before;
            browser.press(Keys.ENTER, Keys.CONTROL);
            String number = browser.awaitVisible("h1 .code").getText();
            browser.awaitVisible(".needs");
            List<WebElement> elements = browser.all(".scan");
            assertEquals(SHEETS, elements.size());
            browser.awaitVisible("#submit", WebElement::isEnabled);
            before = System.nanoTime();
            // papers cannot be submitted while a scan failed to upload
            browser.blockRequests("*/sheets?*");
            browser.click(".scan .turn");
            browser.awaitVisible(".scan:first-child .alert-danger");
            browser.awaitVisible("#submit", button -> !button.isEnabled());
            browser.blockRequests();
            browser.click(".scan:first-child .alert-danger button");
            browser.awaitVisible(".scan:first-child .there");
            browser.awaitVisible("#submit", WebElement::isEnabled);
            submitRefusedScan(browser);
            browser.picture("papers");
            checkAccessibility(browser);
            start += System.nanoTime() - before;
            browser.press(Keys.ENTER, Keys.CONTROL);
            browser.awaitVisible("#state[data-stage=duties]");
            int keys = browser.takeKeyCount();
            TestReport.step(
                    "console",
                    "a permit of %d sheets opened and submitted by keys alone: %d keys beyond the data, %d ms"
                            .formatted(SHEETS, keys, (System.nanoTime() - start) / 1_000_000));
            assertTrue(keys <= 60, keys + " keys");
            browser.awaitVisible(".pay");
            assertFalse(
                    browser.awaitVisible("pk-progress")
                            .getDomProperty("textContent")
                            .contains("version"),
                    "English reasons");
            assertGroup(browser, number, "unpaid");
            browser.awaitVisible(".pay");
            assertEquals("true", String.valueOf(browser.runScript(ROUNDED)), "the total is what the bills ask for");
            browser.click("[data-bill] details summary");
            browser.awaitVisible("pk-money form button", WebElement::isEnabled);
            browser.awaitVisible("[id^=ref-]").sendKeys("الف", Keys.ENTER);
            browser.awaitVisible("[id^=ref-].is-invalid:focus");
            browser.picture("slip-refused");
            checkAccessibility(browser);
            browser.click("[data-bill] details summary");
            browser.picture("duties");
            checkAccessibility(browser);

            revise(browser);
            view(browser);
            attest(browser);
            pay(browser, hub);
            browser.awaitVisible("[data-bill=paid]");
            browser.awaitVisible("#state[data-stage=final-verification]");
            String id = browser.address().getFragment().replaceAll(".*/case/", "");
            decide(hub, plot.district(), id);
            browser.awaitVisible("#certificate");
            browser.picture("certificate");
            checkAccessibility(browser);
            assertEquals("200 application/pdf %PDF", file(browser, "#certificate-file"));
            assertEquals("200 application/pdf %PDF", file(browser, ".receipt"));
            browser.click("pk-login-slip summary");
            browser.awaitVisible("#slip-serial").sendKeys("12345678", Keys.ENTER);
            String tracking = browser.awaitVisible("#tracking").getText();
            browser.awaitVisible("#slip", slip -> slip.getText().contains(tracking));
            browser.picture("login-slip");
            checkAccessibility(browser);

            browser.click("#language");
            browser.awaitVisible("html[lang=en][dir=ltr] #state");
            assertEquals("ltr", browser.awaitVisible("html").getAttribute("dir"));
            browser.picture("certificate-english");
            browser.size(400, 900);
            browser.picture("certificate-narrow");
            browser.size(1280, 1000);
            browser.click("#language");
            search(browser, number);
            table(browser, plot.code());
            assertGroup(browser, number, "issued");
            browser.click("a.brand");
            browser.awaitVisible("#group-yours");
            new Select(browser.awaitVisible("#t-service")).selectByValue("vehicle-duty");
            browser.awaitVisible("#t-stage");
            assertEquals("/?service=vehicle-duty", browser.address().getFragment());
            browser.click("#logout");
            browser.awaitVisible("#user");
            URI partners = city.partners().address();
            // expected errors; "willReadFrequently" is caused by this test, which reads the viewer's pixels
            browser.failOnErrors(
                    "status of 401",
                    "submission/sheets",
                    "status of 422",
                    partners + "/favicon.ico",
                    "willReadFrequently",
                    "ERR_BLOCKED");
            assertEquals(List.of(), browser.foreignRequests(hub.getAuthority(), partners.getAuthority()));
        }
    }

    /** Verifies that the case is listed in exactly one group of the start page, and returns to the case. */
    private static void assertGroup(CounterBrowser browser, String number, String group) throws IOException {
        String hash = browser.address().getFragment();
        browser.runScript("location.hash = '#/'; arguments[0]();");
        browser.awaitVisible("#group-yours");
        List<String> groups = browser.all("pk-today section").stream()
                .filter(section -> section.getText().contains(number))
                .map(section -> section.getDomAttribute("aria-labelledby"))
                // the group of original papers lists a case in addition to the group of its state
                .filter(named -> !named.equals("group-originals"))
                .toList();
        assertEquals(List.of("group-" + group), groups);
        browser.picture("today-" + group);
        checkAccessibility(browser);
        browser.phone(320);
        browser.picture("today-" + group + "-320");
        checkAccessibility(browser);
        browser.phone(1280);
        browser.runScript("location.hash = '#" + hash + "'; arguments[0]();");
    }

    /**
     * If the hub refuses a submission because of one scan, the page shows the error at this scan. A script makes the
     * page send a wrong hash for the plan.
     */
    private static void submitRefusedScan(CounterBrowser browser) throws IOException {
        browser.runScript(
                """
                const real = window.fetch;
                window.fetch = (url, request) => {
                  if (String(url).endsWith('/submission/sheets')) {
                    request.body.set('plan', '0'.repeat(64));
                    window.fetch = real;
                  }
                  return real(url, request);
                };
                arguments[0]();
                """);
        browser.click("#submit");
        browser.awaitVisible("[data-summary]:focus");
        WebElement refused = browser.awaitVisible(".scan:has(.is-invalid)");
        assertEquals(
                "plan",
                new Select(refused.findElement(By.tagName("select")))
                        .getFirstSelectedOption()
                        .getDomAttribute("value"));
        assertEquals(1, browser.all(".scan .is-invalid").size());
        browser.picture("scan-refused");
        checkAccessibility(browser);
        browser.click("[data-summary] a");
        browser.awaitVisible(".scan select.is-invalid:focus");
    }

    /**
     * Before a case is opened, the clerk reads the service's papers, cost and duration. If the property already has an
     * open case, the page reports this. The case number is shown only if the case belongs to the clerk's own office.
     */
    @Test
    void newCasePageShowsRequirementsAndRunningCases() throws Exception {
        Plot own = city.plotWithOneOwner(3);
        Plot elsewhere = city.plotWithOneOwner(3);
        URI hub = city.city().hub().address();
        String id = Permits.openCase(city.clerk(), own);
        Permits.openCase(new Clerk(city.door("clerk-2301")), elsewhere);
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("before"))) {
            browser.go(hub.resolve("/console"));
            login(browser, "demo-clerk-1204");
            browser.awaitVisible("#group-yours");
            browser.click("a.btn[href='#/new']");
            browser.awaitVisible("[data-checklist=building-permit]");
            assertEquals(List.of(), browser.runScript(COVERED), "another card covers the button");
            browser.click("[data-checklist=building-permit]");
            browser.awaitVisible("#checklist-title:focus");
            browser.awaitVisible("[data-paper=deed]");
            assertTrue(browser.awaitVisible("[data-fee]").getText().contains("۶۰۰٬۰۰۰"));
            browser.awaitVisible("[data-duty]");
            browser.awaitVisible("[data-usual]");
            browser.picture("checklist");
            checkAccessibility(browser);
            browser.phone(320);
            browser.picture("checklist-320");
            checkAccessibility(browser);
            browser.phone(1280);
            browser.click("#checklist a[href='#/new/building-permit']");
            browser.property("[data-path=subject]", PersianText.persianDigits(own.code()));
            browser.awaitVisible("#running a[href='#/case/" + id + "']");
            browser.awaitVisible(".known");
            browser.picture("running-own");
            checkAccessibility(browser);
            browser.property("[data-path=subject]", PersianText.persianDigits(elsewhere.code()));
            browser.awaitVisible("#running", notice -> browser.all("#running a").isEmpty());
            browser.picture("running-elsewhere");
            // deletes the stored draft, which would otherwise be restored in the next test
            Awaitility.await().until(() -> !storedDraft(browser).isEmpty());
            browser.go(URI.create("about:blank"));
            browser.go(hub.resolve("/console#/new/building-permit"));
            browser.click("#discard");
            Awaitility.await().until(() -> storedDraft(browser).isEmpty());
            browser.runScript("location.hash = '#/case/" + id + "'; arguments[0]();");
            withdraw(browser);
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 401", "status of 422");
        }
    }

    /** The applicant withdraws: first without a reason, then with one, and the act is confirmed once. */
    private static void withdraw(CounterBrowser browser) throws IOException {
        browser.click("details:has(#reason) summary");
        browser.click("details:has(#reason) button");
        browser.awaitVisible("#reason.is-invalid:focus");
        browser.picture("withdrawal-without-a-reason");
        checkAccessibility(browser);
        browser.awaitVisible("#reason").sendKeys("متقاضی منصرف شد");
        browser.click("details:has(#reason) button");
        browser.awaitVisible("dialog.confirm[open]", dialog -> dialog.getText().contains("متقاضی منصرف شد"));
        browser.picture("withdrawal-asked-once");
        checkAccessibility(browser);
        browser.press(Keys.ESCAPE);
        browser.awaitVisible("details:has(#reason) button:focus");
        browser.click("details:has(#reason) button");
        browser.confirm();
        browser.awaitVisible("#state[data-state=withdrawn]");
    }

    /** The district accepts the copy of the deed, views the form for sending the case back, and approves. */
    private static void decide(URI hub, int district, String id) throws Exception {
        String name = "district-" + district;
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("district"))) {
            browser.go(hub.resolve("/console"));
            login(browser, name, "demo-" + name);
            browser.awaitVisible("a[href='#/case/" + id + "']");
            recordVisitorReport(browser, district);
            browser.picture("district");
            checkAccessibility(browser);
            browser.click("a[href='#/case/" + id + "']");
            assertEquals(List.of(), browser.all("[name=decision]:checked"), "nothing is decided by default");
            browser.click("#decide");
            browser.awaitVisible("#decide-fault");
            browser.awaitVisible("#decide-approve:focus");
            browser.click("[data-attestation=deed] [data-trust]");
            browser.awaitVisible("[data-attestation=deed][data-state=verified]");
            browser.click("#decide-send-back");
            browser.awaitVisible("#why-not").sendKeys("مهر ندارد");
            browser.picture("send-back");
            checkAccessibility(browser);
            browser.click("#decide-approve");
            browser.click("#decide");
            browser.awaitVisible("dialog.confirm[open]");
            browser.press(Keys.ESCAPE);
            browser.awaitVisible("#decide:focus");
            browser.click("#decide");
            browser.picture("approve-asked-once");
            checkAccessibility(browser);
            browser.confirm();
            browser.awaitVisible("#state[data-state=approved]");
            browser.picture("approved");
            checkAccessibility(browser);
            browser.click("[data-recall=deed] summary");
            browser.click("[data-recall=deed] button");
            browser.awaitVisible("[data-recall=deed] textarea.is-invalid:focus").sendKeys("سند ملک دیگری است");
            assertEquals(List.of(), browser.all("[data-recall=deed] .is-invalid"));
            browser.picture("recall");
            checkAccessibility(browser);
            browser.click("[data-recall=deed] button");
            browser.confirm();
            browser.awaitVisible("[data-recalled]");
            browser.awaitVisible("[data-attestation=deed][data-state=recalled]");
            browser.picture("recalled");
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 422");
        }
    }

    /** The district records a visitor's report of a building, first with another district's property. */
    private static void recordVisitorReport(CounterBrowser browser, int district) throws Exception {
        Plot plot = city.plotInDistrict(district);
        browser.click("#write-report");
        browser.property("#r-property", (district == 1 ? 2 : 1) + "-1-1-1-1-0-0");
        browser.awaitVisible("#r-kind option[value=extra-floor]");
        new Select(browser.awaitVisible("#r-kind")).selectByValue("extra-floor");
        browser.awaitVisible("#r-text").sendKeys("طبقه‌ای بیش از پروانه ساخته شده است");
        browser.click("#send-report");
        browser.awaitVisible("#r-property .is-invalid");
        browser.picture("report-refused");
        checkAccessibility(browser);
        browser.property("#r-property", PersianText.persianDigits(plot.code()));
        browser.click("#send-report");
        browser.awaitVisible("#report-taken");
    }

    /** All faults of a form are shown at once, with links to their fields. The use can be chosen only once planning knows the property. */
    @Test
    void formShowsAllErrorsTogether() throws Exception {
        Plot plot = city.plotWithOneOwner(3);
        URI hub = city.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("faults"))) {
            form(browser, hub);
            WebElement use = browser.awaitVisible("[data-path='request.parts[0].use']", field -> !field.isEnabled());
            assertEquals("select", use.getTagName());
            browser.type("request.floors", "سه");
            browser.type("applicants[0].nationalId", "1234567890");
            browser.click("#open");
            browser.awaitVisible("[data-summary]:focus");
            List<String> fields = browser.all("[data-summary] a").stream()
                    .map(link -> link.getDomAttribute("data-leads-to"))
                    .toList();
            assertTrue(
                    fields.containsAll(List.of(
                            "f-subject",
                            "f-applicants-0-nationalId",
                            "f-applicants-0-name",
                            "f-request-floors",
                            "f-request-parts-0-area")),
                    fields::toString);
            assertFalse(browser.awaitVisible("[data-summary]").getText().contains("JSON"));
            browser.picture("all-faults");
            checkAccessibility(browser);
            browser.click("[data-leads-to=f-request-floors]");
            browser.awaitVisible("#f-request-floors:focus");
            browser.property("[data-path=subject]", PersianText.persianDigits(plot.code()));
            browser.awaitVisible(".known");
            browser.awaitVisible("[data-path='request.parts[0].use']", WebElement::isEnabled);
            Awaitility.await().until(() -> storedDraft(browser).contains("سه"));
            browser.go(URI.create("about:blank"));
            browser.go(hub.resolve("/console#/new/building-permit"));
            browser.click("#discard");
            browser.awaitVisible("[data-path=subject]", field -> field.getDomProperty("value")
                    .isEmpty());
            Awaitility.await().until(() -> storedDraft(browser).isEmpty());
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 401", "status of 422");
        }
    }

    /** An address without a page, and a page that cannot be loaded, get a card instead of nothing. */
    @Test
    void missingAndUnloadablePagesShowMessage() throws Exception {
        URI hub = city.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("line"))) {
            browser.go(hub.resolve("/console"));
            login(browser, "demo-clerk-1204");
            browser.awaitVisible("#group-yours");
            browser.runScript("location.hash = '#/nowhere/at/all'; arguments[0]();");
            browser.awaitVisible("#unknown-page");
            browser.picture("no-such-page");
            checkAccessibility(browser);
            browser.blockRequests("*");
            browser.runScript("location.hash = '#/authorities'; arguments[0]();");
            browser.awaitVisible("#not-loaded");
            browser.awaitVisible("#indicator[data-state=cut]");
            browser.phone(320);
            browser.picture("not-loaded");
            checkAccessibility(browser);
            browser.blockRequests();
            awaitIndicator(browser);
            browser.setOnline(false);
            browser.awaitVisible("#indicator[data-state=cut]");
            browser.setOnline(true);
            awaitIndicator(browser);
            browser.runScript("location.hash = '#/'; arguments[0]();");
            browser.awaitVisible("#group-yours");
            browser.click("#logout");
            browser.awaitVisible("#user");
        }
    }

    /** Waits until the connection indicator reports that the hub is reached; it shows no text then. */
    private static void awaitIndicator(CounterBrowser browser) {
        Awaitility.await()
                .until(() -> !browser.all("#indicator[data-state=reached]").isEmpty());
    }

    /**
     * The introductory tour intercepts no keyboard shortcut and does not return after it was skipped. The help key
     * {@code ?} works outside input fields only.
     */
    @Test
    void tourIsSkippableAndHelpOpensByKey() throws Exception {
        URI hub = city.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("help"))) {
            browser.go(hub.resolve("/console"));
            login(browser, "demo-clerk-1204");
            browser.awaitVisible("#tour-next");
            browser.press("n", Keys.ALT);
            browser.awaitVisible("a[href='#/new/building-permit']");
            browser.click("#tour-next");
            browser.picture("tour");
            checkAccessibility(browser);
            browser.awaitVisible("#tour-skip").sendKeys(Keys.ENTER);
            browser.awaitVisible("#content h1:focus");
            browser.awaitVisible("#search").sendKeys("?");
            assertEquals("?", browser.awaitVisible("#search").getDomProperty("value"));
            browser.awaitVisible("h1").sendKeys("?");
            browser.awaitVisible("dialog#keys[open] kbd");
            browser.picture("keys");
            checkAccessibility(browser);
            browser.press(Keys.ESCAPE);
            Awaitility.await().until(() -> browser.all("dialog#keys").isEmpty());
            browser.go(hub.resolve("/console#/"));
            browser.awaitVisible("#help").sendKeys(Keys.ENTER);
            browser.awaitVisible("#tour-again");
            browser.awaitVisible("footer #mode[data-mode=demo]");
            assertEquals(List.of(), browser.all("#tour-skip"));
            browser.picture("help");
            browser.click("#tour-again");
            browser.awaitVisible("#tour-skip");
            browser.click("#language");
            browser.awaitVisible("html[lang=en] #tour-again");
            browser.picture("help-english");
            browser.go(hub.resolve("/my#/help"));
            browser.awaitVisible("#help-line");
            browser.awaitVisible("footer #mode[data-mode=demo]");
            browser.phone(320);
            browser.picture("help-citizens");
            checkAccessibility(browser);
            assertEquals(List.of(), browser.all("footer a[href=handbook]"));
            browser.failOnErrors();
        }
    }

    /** The case needs no papers; the certificate is handed over at the counter to the person with the owner's card. */
    @Test
    void vehicleDutyIsPaidAndCertificateCollected() throws Exception {
        URI hub = city.city().hub().address();
        String plate = PLATES.get((int) Math.floorMod(System.nanoTime() / 1_000, (long) PLATES.size()));
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("vehicle"))) {
            browser.go(hub.resolve("/console"));
            login(browser, "demo-clerk-1204");
            browser.awaitVisible("#group-yours");
            browser.click("a.btn[href='#/new']");
            browser.awaitVisible("a[href='#/new/vehicle-duty']");
            browser.picture("services");
            checkAccessibility(browser);
            browser.click("a[href='#/new/vehicle-duty']");
            // a draft of another test may be in the form
            browser.type("subject", PersianText.persianDigits(plate));
            assertEquals(plate, browser.plate(".known .plate"));
            browser.type("applicants[0].nationalId", OWNER.substring(0, 9) + "0" + Keys.TAB);
            // an error names the ID that was typed, not a mask of it
            browser.awaitVisible(".invalid-feedback", fault -> fault.getText()
                    .contains(PersianText.persianDigits(OWNER.substring(0, 9) + "0")));
            browser.type("applicants[0].nationalId", OWNER + Keys.TAB);
            browser.type("applicants[0].name", "راننده آزمایشی" + Keys.ENTER);
            pay(browser, hub);
            browser.awaitVisible("#state[data-stage=delivery]");
            browser.click("#way-home");
            browser.awaitVisible("#d-addressee").sendKeys("راننده آزمایشی");
            browser.awaitVisible("#d-address").sendKeys("تهران، خیابان آزمایش، پلاک ۱");
            browser.awaitVisible("#d-postalCode").sendKeys("۱۱۱۱۷۳۵۷۴۴");
            browser.click("#choose");
            browser.awaitVisible("#d-postalCode.is-invalid");
            browser.picture("postal-code-refused");
            browser.click("#way-office");
            browser.click("#choose");
            browser.awaitVisible("[data-delivery=ready]");
            browser.awaitVisible("#another-way");
            browser.picture("ready");
            checkAccessibility(browser);
            browser.awaitVisible("#receiver").sendKeys("1234567890", Keys.ENTER);
            browser.awaitVisible("#receiver.is-invalid:focus");
            browser.picture("receiver-refused");
            checkAccessibility(browser);
            browser.awaitVisible("#receiver").clear();
            browser.awaitVisible("#receiver").sendKeys(PersianText.persianDigits(OWNER), Keys.ENTER);
            browser.awaitVisible("[data-delivery=handed-over]");
            assertTrue(browser.awaitVisible("pk-handover").getText().contains(PersianText.persianDigits(OWNER)));
            browser.awaitVisible("#state[data-state=approved]");
            assertEquals(plate, browser.plate(".plate"));
            browser.picture("handed-over");
            String verified =
                    browser.awaitVisible("pk-handover a[href^='verify/']").getDomProperty("href");
            browser.go(URI.create(verified));
            assertEquals(plate, browser.plate(".facts .plate"));
            browser.picture("verified");
            browser.go(hub.resolve("/console"));
            // logs out, because otherwise the page's last request would keep the session alive after the browser is
            // closed
            browser.click("#logout");
            browser.awaitVisible("#user");
            // a request of the page may reach the hub after the logout
            browser.failOnErrors(
                    "status of 422", "status of 401", city.partners().address() + "/favicon.ico");
        }
    }

    /** Unsent input is restored in another browser. An authority is recorded, with an invalid day first. */
    @Test
    void unsentInputIsRestoredInDifferentBrowser() throws Exception {
        Plot plot = city.plotWithOneOwner(3);
        URI hub = city.city().hub().address();
        Path pictures = FOLDER.resolve("draft");
        try (CounterBrowser browser = CounterBrowser.open(pictures)) {
            form(browser, hub);
            // the whole code, with the separators of a table, is pasted into a middle part of the field
            browser.paste(
                    "[data-path=subject] [data-part=house]",
                    PersianText.persianDigits(plot.code()).replace('-', '/'));
            browser.awaitVisible(".known");
            browser.write(Keys.HOME);
            browser.write(Keys.BACK_SPACE);
            browser.awaitVisible("[data-part=apartment]:focus");
            String first = browser.windowHandle();
            // the page does not show the data of one property for another property
            browser.property("[data-path=subject]", "۱");
            browser.awaitVisible(
                    "[data-path=subject]", field -> browser.all(".known").isEmpty());
            browser.paste(
                    "[data-path=subject] [data-part=house]",
                    PersianText.persianDigits(plot.code()).replace('-', '/'));
            browser.awaitVisible(".known");
            browser.openWindow();
            browser.go(hub.resolve("/console#/new/building-permit"));
            browser.awaitVisible("[data-path=subject]", field -> field.getDomProperty("value")
                    .isEmpty());
            assertEquals(List.of(), browser.all("#restored"), "a window of its own, a draft of its own");
            // after a new login in one browser window, the user can continue in the other window
            browser.runScript(
                    "fetch('auth/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({user: 'clerk-1204', password: 'demo-clerk-1204'})}).then(arguments[0]);");
            browser.closeAndReturn(first);
            browser.type("applicants[0].name", "مالک آزمایشی");
            Awaitility.await().until(() -> storedDraft(browser).contains("مالک"));
            browser.awaitVisible("#indicator[data-state=saved]");
            browser.blockRequests("*/console/drafts/*");
            browser.type("applicants[0].name", "مالک آزمایشی ۲");
            browser.awaitVisible("#indicator[data-state=waiting]");
            browser.picture("not-saved");
            browser.blockRequests();
            browser.awaitVisible("#indicator[data-state=saved]");
            assertTrue(storedDraft(browser).contains("مالک آزمایشی ۲"));
            browser.click("a.brand");
            browser.awaitVisible("pk-today h1");
            // the form opens during the logout, when the page sends no requests to the hub any more
            browser.runScript(
                    "document.querySelector('#logout').click(); location.hash = '#/new/building-permit'; arguments[0]();");
            browser.awaitVisible("#user");
            login(browser, "demo-clerk-1204");
            browser.runScript("location.hash = '#/new/building-permit'; arguments[0]();");
            browser.awaitVisible("#restored");
        }
        try (CounterBrowser browser = CounterBrowser.open(pictures)) {
            browser.dark();
            form(browser, hub);
            browser.awaitVisible("#restored");
            browser.awaitVisible("[data-path=subject]", field -> PersianText.persianDigits(plot.code())
                    .equals(field.getDomProperty("value")));
            browser.awaitVisible(".known");
            browser.picture("restored-dark");
            checkAccessibility(browser);
            browser.click("#discard");
            browser.awaitVisible("[data-path=subject]", field -> field.getDomProperty("value")
                    .isEmpty());
            Awaitility.await().until(() -> storedDraft(browser).isEmpty());

            browser.click("a[href='#/authorities']");
            new Select(browser.awaitVisible("#a-kind")).selectByValue("lawyer");
            Map.of(
                            "a-number", "۱۲۳۴",
                            "a-contract", "K-77",
                            "a-owner-nationalId", OWNER,
                            "a-owner-name", "مالک آزمایشی",
                            "a-holder-nationalId", "0499370899",
                            "a-holder-name", "وکیل آزمایشی")
                    .forEach((field, text) -> browser.awaitVisible("#" + field).sendKeys(text));
            browser.awaitVisible("#a-until").sendKeys("۱۴۰۶/۱۳/۱", Keys.ENTER);
            assertFalse(browser.awaitVisible("#a-until-fault").getText().isBlank());
            browser.picture("authority-refused-dark");
            checkAccessibility(browser);
            WebElement until = browser.awaitVisible("#a-until");
            until.clear();
            until.sendKeys("۱۴۰۶/۱۲/۱", Keys.ENTER);
            WebElement lawyers = browser.awaitVisible(
                    "[data-authority=valid]", line -> line.getText().contains("وکیل آزمایشی"));
            lawyers.findElement(By.cssSelector("summary")).click();
            WebElement reason = lawyers.findElement(By.name("reason"));
            reason.sendKeys("آزمایش پایان");
            // unsent input stays in its row when another row is inserted above
            Map.of(
                            "a-number", "۱۲۳۵",
                            "a-owner-nationalId", OWNER,
                            "a-owner-name", "مالک آزمایشی",
                            "a-holder-nationalId", "0013542419",
                            "a-holder-name", "نماینده آزمایشی")
                    .forEach((field, text) -> browser.awaitVisible("#" + field).sendKeys(text));
            browser.click("#record");
            browser.awaitVisible(
                    "[data-authority=valid]", line -> line.getText().contains("نماینده آزمایشی"));
            assertTrue(lawyers.getText().contains("وکیل آزمایشی"), lawyers::getText);
            reason.sendKeys(" یافت", Keys.ENTER);
            browser.awaitVisible(
                    "[data-authority=revoked]",
                    line -> line.getText().contains("وکیل آزمایشی")
                            && line.getText().contains("آزمایش پایان یافت"));
            browser.picture("authorities-dark");
            checkAccessibility(browser);
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 422");
        }
    }

    /**
     * An agency reports its findings after an input error. Of another agency's three inquiries, one is approved with a
     * condition, and two are sent back with one reason.
     */
    @Test
    void agencyAnswersItsWorklist() throws Exception {
        PropertyOwner owner = new PropertyOwner(city);
        String inquiryId =
                awaitInquiry(owner.openAndSubmit("transfer-clearance", city.plotWithOneOwner(3)), owner, "revenue");
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            files.add(awaitInquiry(
                    owner.openAndSubmit("no-violation", city.plotWithOneOwner(3), 3, 300), owner, "commission"));
        }
        URI console = city.city().hub().address().resolve("/console");
        CharSequence send = Keys.chord(Keys.CONTROL, Keys.ENTER);
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("worklist"))) {
            browser.go(console);
            login(browser, "revenue", "demo-revenue");
            browser.click("[data-item='" + inquiryId + "'] a");
            browser.awaitVisible("#send", WebElement::isEnabled);
            WebElement years = browser.awaitVisible("[name='data.renovationYears']");
            years.sendKeys("سه", send);
            browser.awaitVisible("[name='data.renovationYears'].is-invalid");
            browser.picture("finding-refused");
            checkAccessibility(browser);
            years.clear();
            years.sendKeys("۳", send);
            browser.awaitVisible("h1", title -> !browser.address().getFragment().endsWith(inquiryId));
            browser.click("#logout");

            login(browser, "commission", "demo-commission");
            browser.awaitVisible("[data-item='" + files.get(2) + "']");
            browser.picture("worklist");
            checkAccessibility(browser);
            browser.print(true);
            assertEquals(
                    "true",
                    String.valueOf(
                            browser.runScript(
                                    "const at = document.querySelector('time[title]'); arguments[0](getComputedStyle(at, '::after').content === `\"${at.title}\"`);")),
                    "in print, times are absolute");
            browser.print(false);
            browser.click("[data-item='" + files.get(0) + "'] a");
            browser.awaitVisible("#send", button -> !browser.all("#release").isEmpty());
            browser.awaitVisible("body").sendKeys("2");
            browser.awaitVisible("#condition-0");
            browser.awaitVisible("#reference").sendKeys("M-7", send);
            browser.awaitVisible("#answer .invalid-feedback");
            new Select(browser.awaitVisible("#condition-0")).selectByValue("C-1");
            browser.picture("condition");
            checkAccessibility(browser);
            browser.runScript(NEXT_ITEM);
            browser.awaitVisible("#reference").sendKeys(send);
            browser.awaitVisible(
                    "#send",
                    button -> !browser.address().getFragment().endsWith(files.get(0))
                            && !browser.all("#release").isEmpty());
            TestReport.step(
                    "console",
                    "the next item after "
                            + browser.runScript("arguments[arguments.length - 1](Math.round(window.nextItem))")
                            + " ms");
            browser.awaitVisible("#before");
            browser.click("header a.tab");
            for (String one : files.subList(1, 3)) {
                browser.click("[data-item='" + one + "'] input");
            }
            browser.awaitVisible("#w-reason").sendKeys("عکس‌ها خوانا نیست", Keys.ENTER);
            browser.awaitVisible(".alert-success");
            Awaitility.await().until(() -> files.stream()
                    .allMatch(one -> browser.all("[data-item='" + one + "']").isEmpty()));
            browser.picture("sent-back");
            checkAccessibility(browser);
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 422");
        }
    }

    /** On a phone: a photo taken while offline is uploaded when the phone is online again. */
    @Test
    void expertInspectsWithPhone() throws Exception {
        Plot plot = city.plotWithOneOwner(3);
        new PropertyOwner(city).open("building-permit", plot, 3, 300);
        new Phone(city, plot.mobile(0))
                .login(city.visitor(), plot.owners().get(0))
                .post(
                        "/citizen/v1/reports",
                        "{\"property\":\"%s\",\"kind\":\"extra-floor\",\"text\":\"طبقه‌ای بیش از پروانه ساخته شده است\"}"
                                .formatted(plot.code()))
                .expectStatus(201);
        List<Path> photos = List.of(
                Files.write(FOLDER.resolve("photo-1.jpg"), ScannedSheets.photo(41)),
                Files.write(FOLDER.resolve("photo-2.jpg"), ScannedSheets.photo(42)));
        Path torn = Files.write(FOLDER.resolve("torn.jpg"), "no photo".getBytes(StandardCharsets.UTF_8));
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("expert"))) {
            browser.size(500, 900);
            browser.go(city.city().hub().address().resolve("/console"));
            login(browser, "expert-2301", "demo-expert-2301");
            browser.awaitVisible(".choice", line -> line.getText().contains(PersianText.persianDigits(plot.code())));
            browser.picture("inspections");
            checkAccessibility(browser);
            browser.awaitVisible(".choice", line -> line.getText().contains(PersianText.persianDigits(plot.code())))
                    .click();
            browser.awaitVisible("label[for=photos]");
            WebElement input = browser.all("#photos").get(0);
            browser.setOnline(false);
            input.sendKeys(torn.toString());
            input.sendKeys(photos.get(0).toString());
            browser.awaitVisible("#kept[data-kept='2']");
            browser.picture("without-a-line");
            browser.setOnline(true);
            // a photo that the hub refuses does not block later ones
            browser.awaitVisible("[data-refused]");
            browser.awaitVisible("#kept[data-kept='1']");
            browser.picture("photo-refused");
            checkAccessibility(browser);
            browser.click("[data-refused] .btn-outline-danger");
            browser.awaitVisible("#kept[data-kept='0']");
            input.sendKeys(photos.get(1).toString());
            browser.awaitVisible("#kept", kept -> browser.all(".sheets li").size() == 2);
            browser.awaitVisible("#report").sendKeys("طبقه‌ای افزوده نشده است.");
            // input is restored after the phone lost the page
            browser.go(city.city().hub().address().resolve("/console"));
            browser.awaitVisible(".choice", line -> line.getText().contains(PersianText.persianDigits(plot.code())))
                    .click();
            browser.awaitVisible(
                    "#report", words -> !words.getDomProperty("value").isEmpty());
            browser.click("#send-report");
            browser.awaitVisible("#inspection .is-invalid, #inspection ~ .alert, .alert-danger");
            browser.picture("finding-missing");
            // the other office has a case of this property, so no office is left to inspect
            browser.click("#interest summary");
            new Select(browser.awaitVisible("#interest-reason")).selectByValue("relative");
            browser.click("#declare-interest");
            browser.awaitVisible("pk-inspection .alert-danger");
            browser.picture("interest-refused");
            checkAccessibility(browser);
            new Select(browser.awaitVisible("[name='findings.violation']")).selectByValue("none");
            browser.awaitVisible("[name='findings.violationArea']").sendKeys("۰");
            new Select(browser.awaitVisible("[name='findings.violationUse']")).selectByValue("none");
            browser.click("#send-report");
            browser.awaitVisible("#state[data-stage=district-check]");
            browser.picture("reported");
            checkAccessibility(browser);
            browser.awaitVisible("#findings");
            browser.click("a.brand");
            browser.awaitVisible("#reported", list -> list.getText().contains(PersianText.persianDigits(plot.code())));
            browser.picture("reported-list");
            browser.click("#logout");
            browser.awaitVisible("#user");
            browser.failOnErrors("status of 409", "status of 415", "status of 422", "ERR_INTERNET_DISCONNECTED");
        }
    }

    /** Waits for the inquiry of a case in an agency's worklist and returns its id. */
    private static String awaitInquiry(String id, PropertyOwner owner, String agency) throws Exception {
        return new WorklistOfficer(city.door(agency))
                .await(owner.number(id))
                .path("id")
                .asText();
    }

    private static void form(CounterBrowser browser, URI hub) {
        browser.go(hub.resolve("/console#/new/building-permit"));
        login(browser, "demo-clerk-1204");
        browser.awaitVisible("[data-path=subject]");
    }

    /** The draft as stored in the hub. */
    private static String storedDraft(CounterBrowser browser) {
        return String.valueOf(
                browser.runScript(
                        "const done = arguments[0]; fetch('console/drafts/building-permit').then(async (r) => done(await r.text()));"));
    }

    /** Operates the viewer by keyboard. */
    private static void view(CounterBrowser browser) throws IOException {
        assertEquals(List.of(), browser.all("script[src*=openseadragon], link[href*=openseadragon]"));
        browser.click("[data-view=deed]");
        WebElement pages = browser.awaitVisible(".viewer .pages canvas");
        browser.awaitVisible(".viewer #zoom-in").sendKeys(Keys.ADD, "r", "0");
        Object drawn = browser.runScript(
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
        checkAccessibility(browser);
        // if the console locks while the viewer is open, the user can still unlock it
        browser.runScript("document.querySelector('pk-console').locked = true; arguments[0](true);");
        browser.awaitVisible("#password").sendKeys("demo-clerk-1204", Keys.ENTER);
        browser.awaitVisible("#state", WebElement::isDisplayed);
        Awaitility.await().until(() -> browser.all(".viewer").isEmpty());
    }

    /** The deed is compared with its original, which is returned against a signed receipt. */
    private static void attest(CounterBrowser browser) throws IOException {
        browser.click("[data-attest=deed] summary");
        browser.click("[data-attest=deed] button");
        browser.awaitVisible("[data-attest=deed] [data-summary]:focus");
        assertEquals(3, browser.all("[data-attest=deed] input.is-invalid").size(), "not a bubble of the browser");
        browser.picture("attest-empty");
        checkAccessibility(browser);
        browser.click("[data-attest=deed] [data-summary] a");
        browser.awaitVisible("[data-attest=deed] [name=serial]:focus");
        for (String name : List.of("serial", "issuer", "seen")) {
            browser.awaitVisible("[data-attest=deed] [name=" + name + "]").sendKeys("۱۲ الف");
        }
        browser.picture("attest");
        checkAccessibility(browser);
        browser.click("[data-attest=deed] button");
        browser.awaitVisible("[data-attestation=deed][data-original=kept]");
        assertEquals(List.of(), browser.all("[data-attest] details[open]"), "what was typed stands at no other paper");
        assertEquals("200 application/pdf %PDF", file(browser, "[data-receipt]"));
        Path signed =
                Files.write(FOLDER.resolve("signed.pdf"), ScannedSheets.pdf(List.of("signed " + System.nanoTime())));
        browser.awaitVisible("[data-attestation=deed] [name=signed]").sendKeys(signed.toString());
        browser.click("[data-attestation=deed] form button");
        browser.awaitVisible("[data-attestation=deed][data-original=returned]");
        browser.picture("original-returned");
        checkAccessibility(browser);
    }

    private static void login(CounterBrowser browser, String password) {
        login(browser, "clerk-1204", password);
    }

    private static void login(CounterBrowser browser, String name, String password) {
        WebElement user = browser.awaitVisible("#user");
        user.clear();
        user.sendKeys(name, Keys.TAB, password, Keys.ENTER);
    }

    /** Fills in the form; the last digit of the owner's national ID is wrong at first. */
    private static void fill(CounterBrowser browser, Plot plot) throws IOException {
        String owner = plot.owners().get(0);
        browser.awaitVisible("[data-path=subject]");
        browser.tabTo("[data-path=subject] input");
        browser.write(PersianText.persianDigits(plot.code()));
        browser.awaitVisible(".known");
        char last = owner.charAt(owner.length() - 1);
        String wrong = owner.substring(0, owner.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
        browser.tabTo("[data-path='applicants[0].nationalId']");
        browser.write(wrong);
        browser.press(Keys.TAB);
        WebElement fault = browser.awaitVisible(".invalid-feedback");
        assertFalse(fault.getText().isBlank());
        browser.picture("digit-wrong");
        browser.press(Keys.TAB, Keys.SHIFT);
        while (!browser.awaitVisible("[data-path='applicants[0].nationalId']")
                .getDomProperty("value")
                .isEmpty()) {
            browser.write(Keys.BACK_SPACE);
        }
        browser.write(PersianText.persianDigits(owner));
        browser.press(Keys.TAB);
        browser.awaitVisible("[data-path='applicants[0].nationalId'].is-valid");
        browser.tabTo("[data-path='applicants[0].name']");
        browser.write("مالک آزمایشی");
        browser.tabTo("[data-path='applicants[0].mobile']");
        browser.write(plot.mobile(0));
        browser.tabTo("[data-path='request.floors']");
        browser.write("۳");
        browser.tabTo("[data-path='request.parts[0].use']");
        if (!browser.awaitVisible("[data-path='request.parts[0].use']")
                .getDomProperty("value")
                .equals("residential")) {
            browser.write("مسکونی");
        }
        browser.tabTo("[data-path='request.parts[0].area']");
        browser.write("300");
        browser.tabTo("[data-path='request.parts[0].units']");
        browser.write("٣");
    }

    private static void pay(CounterBrowser browser, URI hub) throws IOException {
        String console = browser.windowHandle();
        browser.click(".pay");
        browser.follow(console);
        browser.click("button[value=pay]");
        browser.clickUntil("form button, form input[type=submit]", hub.getAuthority());
        browser.picture("back-from-the-bank");
        browser.closeAndReturn(console);
    }

    /** Revises the case: first without a value, then with one storey less. The agencies concerned are asked again. */
    private static void revise(CounterBrowser browser) throws IOException {
        browser.click("#revise summary");
        browser.awaitVisible("#v-floors").sendKeys(Keys.BACK_SPACE);
        browser.click("#revise-send");
        browser.awaitVisible("#v-floors.is-invalid");
        browser.picture("revision-refused");
        checkAccessibility(browser);
        browser.awaitVisible("#v-floors").sendKeys("۲");
        browser.click("#revise-send");
        Awaitility.await()
                .until(() -> browser.all("#v-floors.is-invalid").isEmpty()
                        && browser.all("#revise[open]").isEmpty());
        browser.awaitVisible("#state[data-stage=duties]");
        browser.awaitVisible(".pay");
    }

    /** Downloads the search result as a file made by the hub. */
    private static void table(CounterBrowser browser, String property) {
        browser.awaitVisible("#search").clear();
        browser.awaitVisible("#search").sendKeys(property, Keys.ENTER);
        browser.click(".table-file");
        Awaitility.await()
                .until(
                        () -> Long.valueOf(200)
                                .equals(
                                        browser.runScript(
                                                "arguments[0](performance.getEntriesByType('resource').find((r) => r.name.endsWith('/search.csv'))?.responseStatus);")));
    }

    private static void search(CounterBrowser browser, String number) throws IOException {
        browser.awaitVisible("#search").sendKeys(number, Keys.ENTER);
        browser.awaitVisible("#state[data-state=approved]");
    }

    /** Fetches a link's target without leaving the page: status, type, first bytes. */
    private static String file(CounterBrowser browser, String link) {
        return String.valueOf(browser.runScript(
                """
                        const done = arguments[arguments.length - 1];
                        fetch(arguments[0]).then(async (r) => done(r.status + ' ' + r.headers.get('Content-Type') + ' ' + (await r.text()).slice(0, 4)));
                        """,
                browser.awaitVisible(link).getAttribute("href")));
    }

    /** Checks the page by the rules of WCAG 2.2 AA, as far as they can be checked automatically. */
    private static void checkAccessibility(CounterBrowser browser) {
        List<String> violations = browser.check();
        assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    }
}
