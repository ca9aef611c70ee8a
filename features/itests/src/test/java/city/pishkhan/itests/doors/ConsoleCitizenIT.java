package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Citizens' tasks at home, by mouse and keyboard. A person without a case pays a vehicle's duty, and every page is checked. */
@ExtendWith(SharedCityExtension.class)
class ConsoleCitizenIT {
    /** Last plates of the demo's fleet. Each run uses another one, because a city may live for several runs. */
    private static final List<String> PLATES =
            List.of("11م54133", "83س41833", "63ص47977", "28ص49111", "27ب82288", "34ج68577", "15د18111", "88م63722");

    private static final Path FOLDER = Path.of("target", "console", "citizen").toAbsolutePath();

    private static SharedCity city;
    /** time spent on pictures and checks of pages, in nanoseconds */
    private static long judging;

    @BeforeAll
    static void begin(SharedCity shared) {
        CounterBrowser.skipWithoutBrowser();
        city = shared;
    }

    @Test
    void citizenPaysVehicleDutyAtHome() throws Exception {
        URI hub = city.city().hub().address();
        Plot plot = city.plotWithOneOwner(2);
        String owner = plot.owners().get(0);
        Phone phone = new Phone(city, plot.mobile(0)).registerFor(owner);
        String plate = PLATES.get((int) Math.floorMod(System.nanoTime() / 1_000, (long) PLATES.size()));
        city.control(
                "vehicles",
                Map.of("script", List.of(Map.of("plate", plate, "nationalId", owner, "name", "مریم کریمی"))));
        try (CounterBrowser browser = CounterBrowser.open(FOLDER)) {
            browser.go(hub.resolve("/"));
            browser.awaitVisible("a[href='#/duty']");
            assertEquals("/my", browser.address().getPath());
            checkPage(browser, "choice");
            browser.click("a[href='#/duty']");
            long start = System.nanoTime();
            judging = 0;
            login(browser, phone, owner, plot.mobile(0));

            browser.awaitVisible("#plate").sendKeys("۱۲ب۱۴۵۴۸", Keys.TAB);
            browser.awaitVisible("#district").sendKeys("منطقه ۵", Keys.ENTER);
            browser.click("#open");
            browser.awaitVisible("#plate.is-invalid");
            checkPage(browser, "plate-refused");
            WebElement field = browser.awaitVisible("#plate");
            field.clear();
            field.sendKeys(PersianText.persianDigits(plate));
            assertEquals(plate, browser.plate("[data-plate] .plate"));
            field.sendKeys(Keys.ENTER);
            browser.awaitVisible(".pay");
            browser.awaitVisible("#bill-lines");
            assertEquals(plate, browser.plate("h1 .plate"));
            // the check is repeated, because the page may be redrawn at any moment
            Awaitility.await("the sum and the way to pay come before the lines")
                    .until(
                            () -> "true"
                                    .equals(
                                            String.valueOf(
                                                    browser.runScript(
                                                            "const lines = document.querySelector('#bill-lines'), pay = document.querySelector('.pay');"
                                                                    + "arguments[0](!!lines && !!pay && !lines.open && !!(pay.compareDocumentPosition(lines) & 4));"))));
            checkPage(browser, "owed");
            browser.click("#bill-lines > summary");
            checkPage(browser, "owed-lines");
            browser.click(".pay");
            browser.click("button[value=pay]");
            browser.clickUntil("form button, form input[type=submit]", hub.getAuthority());
            checkPage(browser, "back-from-the-bank");
            browser.click("a[href='/my']");
            browser.awaitVisible("#certificate");
            browser.awaitVisible("#state[data-stage=delivery]");
            browser.awaitVisible("#d-addressee")
                    .sendKeys("مریم کریمی", Keys.TAB, "تهران، خیابان یکم، پلاک ۲", Keys.TAB, "1619735744");
            browser.click("#choose");
            browser.awaitVisible(
                    "[data-delivery=ordered], [data-delivery=accepted], [data-delivery=in-transit], [data-delivery=delivered]");
            TestReport.step(
                    "console",
                    "a vehicle's duty from home in "
                            + (System.nanoTime() - start - judging) / 1_000_000
                            + " ms, "
                            + judging / 1_000_000
                            + " ms of pictures and judging left out");
            browser.awaitVisible("#state[data-state=approved]");
            checkPage(browser, "certificate");
            assertEquals("200 application/pdf %PDF", file(browser, "#certificate-file"));
            assertEquals("200 application/pdf %PDF", file(browser, ".receipt"));
            browser.click("#language");
            browser.awaitVisible("html[lang=en][dir=ltr] #state");
            browser.size(500, 900);
            checkPage(browser, "certificate-english-narrow");
            browser.click("#logout");
            browser.awaitVisible("a[href='#/login']");
            browser.failOnErrors(
                    "status of 401", "status of 422", city.partners().address() + "/favicon.ico");
            URI partners = city.partners().address();
            assertEquals(List.of(), browser.foreignRequests(hub.getAuthority(), partners.getAuthority()));
        }
    }

    /** A visitor uses public pages without a login and JavaScript; wrong input is shown again in the form. */
    @Test
    void visitorTracksVerifiesAndComplainsWithoutLogin() throws Exception {
        URI hub = city.city().hub().address();
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("visitor"))) {
            browser.phone(320);
            browser.go(hub.resolve("/track"));
            browser.awaitVisible("#code").sendKeys("0000-0000-0000-0000", Keys.ENTER);
            browser.awaitVisible("main.bad #code-fault");
            assertFocus(browser, "code");
            checkPage(browser, "track-unknown");
            browser.go(hub.resolve("/verify"));
            checkPage(browser, "verify");
            browser.awaitVisible("#code").sendKeys("nothing", Keys.ENTER);
            browser.awaitVisible("main.bad");
            checkPage(browser, "verify-unknown");
            browser.click(".bar a[href='/complaints']");
            browser.click("form[method=post] button");
            browser.awaitVisible("#text[aria-invalid=true]");
            assertFocus(browser, "kind");
            checkPage(browser, "complaint-empty");
            browser.awaitVisible("#kind").sendKeys("منطقه");
            browser.awaitVisible("#name").sendKeys("5");
            browser.awaitVisible("#text").sendKeys("کوتاه");
            browser.click("form[method=post] button");
            // the previous page has an alert too, but there the kind is missing
            browser.awaitVisible("#kind:not([aria-invalid=true])");
            assertEquals("کوتاه", browser.awaitVisible("#text").getDomProperty("value"));
            checkPage(browser, "complaint-refused");
            browser.awaitVisible("#text").sendKeys(" نبود؛ سه ماه است پاسخی نداده‌اند");
            browser.click("form[method=post] button");
            browser.awaitVisible("main.good");
            checkPage(browser, "complaint-taken");
            browser.click("main.good .button");
            browser.awaitVisible("main.wait dl");
            checkPage(browser, "complaint-standing");
            browser.dark();
            browser.click(".bar a[href='/rules']");
            browser.awaitVisible("article.in-force");
            browser.picture("rules-dark");
            browser.click("main ul a");
            browser.awaitVisible("ol.stages");
            browser.picture("procedure-dark");
            browser.failOnErrors("status of 404", "status of 422");
        }
    }

    /**
     * A citizen with a case at an office sees who read it, objects, and reports a neighbour. Tested on a small phone, finally in English.
     */
    @Test
    void everyPageFitsSmallPhone() throws Exception {
        URI hub = city.city().hub().address();
        Plot plot = city.plotWithOneOwner(2);
        String owner = plot.owners().get(0);
        String id = Permits.openCase(city.clerk(), plot);
        Phone phone = new Phone(city, plot.mobile(0)).registerFor(owner);
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("phone"))) {
            browser.phone(320);
            browser.go(hub.resolve("/my#/login"));
            login(browser, phone, owner, plot.mobile(0));
            browser.awaitVisible("[data-case='" + id + "']");
            checkPage(browser, "cases");
            browser.click("[data-case='" + id + "']");
            browser.awaitVisible(".steps");
            browser.click("#looked summary");
            browser.awaitVisible("[data-by=office]");
            browser.click("[data-by=office] .object");
            browser.click("[data-by=office] form .btn");
            browser.awaitVisible("#objection-unfilled", words -> words.getText().contains("این فیلد را تکمیل کنید"));
            assertFocus(browser, "objection");
            browser.awaitVisible("#objection").sendKeys("این دفتر");
            assertTrue(browser.all("#objection-unfilled").isEmpty());
            browser.click("[data-by=office] form .btn");
            browser.awaitVisible("#objection-fault");
            assertFocus(browser, "objection");
            browser.awaitVisible("#objection").sendKeys(" کاری با پروندهٔ من نداشته است");
            browser.click("[data-by=office] form .btn");
            browser.awaitVisible("#looked .alert-success a");
            checkPage(browser, "case");
            browser.go(hub.resolve("/my#/report"));
            reportWithAddress(browser, hub, plot.district());
            browser.go(hub.resolve("/my#/report"));
            browser.property("#property", "۲۳-۱-۱-۱-۱-۰-۰");
            new Select(browser.awaitVisible("#kind")).selectByValue("extra-floor");
            browser.awaitVisible("#text").sendKeys("همسایه طبقهٔ پنجم را بدون پروانه می‌سازد");
            browser.click("#send");
            browser.awaitVisible("#property .is-invalid");
            checkPage(browser, "report-refused");
            browser.property(
                    "#property",
                    PersianText.persianDigits(city.plotWithOneOwner(2).code()));
            browser.click("#send");
            browser.awaitVisible("[data-report]");
            checkPage(browser, "reported");
            browser.click("#language");
            for (String page : List.of("authorities", "duty", "report", "")) {
                browser.go(hub.resolve("/my#/" + page));
                browser.awaitVisible("html[lang=en] h1");
                browser.awaitVisible("main", main -> browser.all(".skeleton").isEmpty());
                checkPage(browser, "english-" + page);
            }
            browser.click("#logout");
            browser.awaitVisible("a[href='#/login']");
            browser.failOnErrors("status of 401", "status of 415", "status of 422");
        }
    }

    private static void assertFocus(CounterBrowser browser, String id) {
        Awaitility.await("focus at " + id)
                .until(() -> browser.runScript("arguments[0](document.activeElement.id)"), id::equals);
    }

    /** Reports a building by its address and position alone; its district then names the property, which opens the case. */
    private static void reportWithAddress(CounterBrowser browser, URI hub, int district) throws Exception {
        new Select(browser.awaitVisible("#kind")).selectByValue("extra-floor");
        browser.awaitVisible("#text").sendKeys("ساختمان روبه‌رو طبقهٔ پنجم را بدون پروانه می‌سازد");
        browser.click("#send");
        browser.awaitVisible("#district.is-invalid");
        checkPage(browser, "report-without-a-place");
        new Select(browser.awaitVisible("#district")).selectByValue(String.valueOf(district));
        browser.awaitVisible("#address").sendKeys("خیابان آزمایش، روبه‌روی پلاک ۲");
        browser.position(35.70123456, 51.4);
        browser.click("#locate");
        browser.awaitVisible("#no-position");
        checkPage(browser, "report-with-a-place");
        browser.click("#no-position");
        enterPoint(browser);
        addPhotos(browser);
        browser.click("#send");
        browser.awaitVisible("[data-report=received]", sent -> sent.getText().contains("۲ عکس"));
        checkPage(browser, "reported-by-a-place");
        String name = "district-" + district;
        try (CounterBrowser officer = CounterBrowser.open(FOLDER.resolve("locating"))) {
            officer.go(hub.resolve("/console"));
            officer.awaitVisible("#user").sendKeys(name, Keys.TAB, "demo-" + name, Keys.ENTER);
            officer.awaitVisible("pk-locate p", place -> place.getText().contains("35.70123, 51.4"));
            officer.click("[data-locate] summary");
            officer.property(
                    "pk-locate pk-property-code",
                    PersianText.persianDigits(city.plotInDistrict(district).code()));
            officer.picture("locate");
            officer.click("[data-locate] form button");
            officer.awaitVisible(
                    "#reports-title", title -> officer.all("pk-locate").isEmpty());
            checkPhotosShown(officer);
            officer.click("#logout");
            officer.awaitVisible("#user");
        }
    }

    /**
     * Enters links of a map: a shortened link has no coordinates and is refused; a full link has them among other
     * numbers.
     */
    private static void enterPoint(CounterBrowser browser) throws IOException {
        browser.awaitVisible("#point").sendKeys("https://map.example/x8Kq2");
        browser.click("#send");
        browser.awaitVisible("#point.is-invalid");
        checkPage(browser, "report-without-a-point");
        WebElement field = browser.awaitVisible("#point");
        field.clear();
        field.sendKeys("https://map.example/@۳۵٫۷۰۱۲۳۴۵۶,۵۱٫۴۰۰۰۰,17z");
        browser.awaitVisible("#position", position -> position.getText().contains("35.70123, 51.4"));
    }

    /**
     * Adds photos by keyboard: one file is refused because it is not a picture, one of three photos is removed, two
     * remain.
     */
    private static void addPhotos(CounterBrowser browser) throws IOException {
        Path text = Files.writeString(FOLDER.resolve("no-photo.jpg"), "no photo");
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            photos.add(Files.write(FOLDER.resolve("seen-" + i + ".jpg"), ScannedSheets.photo(3 + i)));
        }
        WebElement input = browser.all("#photos").get(0);
        input.sendKeys(text.toString());
        browser.awaitVisible("[data-photo=refused] [role=alert]");
        browser.click("#send");
        browser.awaitVisible("#photos-fault.d-block");
        checkPage(browser, "report-photo-refused");
        browser.awaitVisible("[data-photo=refused] button").sendKeys(Keys.ENTER);
        browser.awaitVisible("#add-photo", button -> browser.all("[data-photo]").isEmpty());
        input.sendKeys(photos.get(0) + "\n" + photos.get(1) + "\n" + photos.get(2));
        browser.awaitVisible(
                "#add-photo", button -> browser.all("[data-photo=there]").size() == 3);
        browser.awaitVisible("[data-photo=there] button").sendKeys(Keys.SPACE);
        browser.awaitVisible(
                "#add-photo", button -> browser.all("[data-photo=there]").size() == 2);
        assertTrue(browser.all("#photos-fault.d-block").isEmpty(), "what was wrong before is not said of these");
        checkPage(browser, "report-with-photos");
    }

    /** The report's case shows both photos as rendered images. */
    private static void checkPhotosShown(CounterBrowser officer) throws IOException {
        officer.click("[aria-labelledby=reports-title] a.row-link");
        officer.awaitVisible(".sheets", sheets -> sheets.getText().contains("عکس گزارش"));
        assertEquals(2, officer.all("[data-view=report-photo]").size());
        Awaitility.await("the drawn pages of the photos")
                .until(
                        () -> officer.runScript("arguments[0]([...document.querySelectorAll('.sheets img')]"
                                + ".filter((picture) => picture.naturalWidth > 0).length)"),
                        drawn -> drawn.equals(2L));
        officer.picture("report-photos-of-the-case");
        officer.click("[data-view=report-photo]");
        officer.awaitVisible("pk-viewer canvas");
        officer.click("#viewer-close");
    }

    /** Two users share a phone: unsent input is kept only for the user who typed it. */
    @Test
    void nextUserDoesNotSeeUnsentInput() throws Exception {
        URI hub = city.city().hub().address();
        Plot one = city.plotWithOneOwner(2);
        Plot other = city.plotWithOneOwner(2);
        try (CounterBrowser browser = CounterBrowser.open(FOLDER.resolve("shared"))) {
            browser.go(hub.resolve("/my#/report"));
            enterLogin(browser, one);
            browser.awaitVisible("#text").sendKeys("همسایه‌ام");
            browser.click("#logout");
            browser.click("a[href='#/report']");
            enterLogin(browser, other);
            assertEquals("", browser.awaitVisible("#text").getDomProperty("value"));
            browser.click("#logout");
            browser.click("a[href='#/report']");
            enterLogin(browser, one);
            assertEquals("همسایه‌ام", browser.awaitVisible("#text").getDomProperty("value"));
            browser.failOnErrors("status of 401");
        }
    }

    private static void enterLogin(CounterBrowser browser, Plot plot) {
        String owner = plot.owners().get(0);
        Phone phone = new Phone(city, plot.mobile(0)).registerFor(owner);
        int before = phone.codes().size();
        browser.awaitVisible("#national-id").sendKeys(owner, Keys.TAB, plot.mobile(0), Keys.ENTER);
        WebElement code = browser.awaitVisible("#code");
        Awaitility.await("a one-time code").until(() -> phone.codes().size() > before);
        code.sendKeys(phone.codes().get(before), Keys.ENTER);
    }

    /** Logs in, with a mistyped national ID first. */
    private static void login(CounterBrowser browser, Phone phone, String owner, String mobile) throws IOException {
        browser.awaitVisible("#national-id")
                .sendKeys("1234567890", Keys.TAB, PersianText.persianDigits(mobile), Keys.ENTER);
        browser.awaitVisible("#national-id.is-invalid");
        checkPage(browser, "login-refused");
        WebElement id = browser.awaitVisible("#national-id");
        id.clear();
        id.sendKeys(PersianText.persianDigits(owner), Keys.ENTER);
        browser.awaitVisible("#code");
        String text = phone.await("کد ورود");
        browser.awaitVisible("#code").sendKeys("000000", Keys.ENTER);
        browser.awaitVisible(".alert-danger");
        checkPage(browser, "code-refused");
        WebElement code = browser.awaitVisible("#code");
        code.clear();
        code.sendKeys(text.replaceAll("(?s).*?(?<!\\d)(\\d{6})(?!\\d).*", "$1"), Keys.ENTER);
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

    /** Takes a picture and checks the page by the rules of WCAG 2.2 AA, as far as they can be checked automatically. */
    private static void checkPage(CounterBrowser browser, String name) throws IOException {
        long start = System.nanoTime();
        browser.picture(name);
        List<String> violations = browser.check();
        assertTrue(violations.isEmpty(), () -> name + "\n" + String.join("\n", violations));
        List<?> small = (List<?>)
                browser.runScript(
                        """
                        const small = [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')].filter((e) => {
                          const r = (e.closest('.form-check') ?? e).getBoundingClientRect();
                          return r.width && r.height && (r.height < 43.5 || r.width < 43.5) && !e.closest('.visually-hidden-focusable, main > p, dd, td, th, li > p, nav, article, .banner, .hash');
                        }).map((e) => e.outerHTML.slice(0, 120));
                        arguments[arguments.length - 1](small);
                        """);
        assertEquals(List.of(), small, name + ": what is smaller than a thumb");
        judging += System.nanoTime() - start;
    }
}
