package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.testkit.DisciplinaryComplaints;
import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * Tasks of committees, treasury, institute and oversight at the console, by mouse and keyboard, with one input error each. The browser
 * reports no errors.
 */
@ExtendWith(SharedCityExtension.class)
class ConsoleGovernanceIT {
    private static final String DOOR = "/committee/v1/";
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final LocalDate TODAY = LocalDate.now(TEHRAN);
    private static final Path FOLDER =
            Path.of("target", "console", "governance").toAbsolutePath();
    private static final String IBAN = "IR820540102680020817909002";
    private static final String YES = "{\"vote\":\"yes\"}";

    private static SharedCity city;
    /** One browser for all tests, because starting a browser takes longer than many of their steps. */
    private static CounterBrowser chromium;

    @BeforeAll
    static void begin(SharedCity shared) throws IOException {
        CounterBrowser.skipWithoutBrowser();
        city = shared;
        chromium = CounterBrowser.open(FOLDER);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /**
     * Planning compares the staged rules, tries them and drafts a decision; the committee's members vote; the chair votes no, and signs.
     */
    @Test
    void rulesAreComparedTriedAndVotedOn() throws Exception {
        Path table = city.etc().resolve("procedures/building-permit-agencies.dmn");
        String before = Files.readString(table);
        PropertyOwner owner = new PropertyOwner(city);
        String asked = PersianText.persianDigits(
                owner.number(owner.openAndSubmit("building-permit", city.plotWithOneOwner(3), 3, 300)));
        CounterBrowser browser = open("rules");
        try {
            Files.writeString(table, before.replace("&gt; 6", "&gt; 1"));
            login(browser, "planning");
            browser.click("a.tab[href='#/rules']");
            browser.awaitVisible("[data-set=staged]");
            browser.picture("staged");
            checkAccessibility(browser);
            browser.click("#compare");
            WebElement was = browser.awaitVisible(".sides > div:first-child [data-rule=fire-1] .changed");
            assertTrue(was.getText().contains(PersianText.persianDigits("6")), was.getText());
            WebElement is = browser.awaitVisible(".sides > div:last-child [data-rule=fire-1] .changed");
            assertTrue(is.getText().contains(PersianText.persianDigits("1")), is.getText());
            browser.picture("side-by-side");
            checkAccessibility(browser);
            browser.click("p a[href='#/rules']");
            browser.click("[data-set=staged] a.row-link");
            enter(browser, "#try-from", "۱۴۰۵/۱۳/۱", Keys.ENTER);
            assertFalse(browser.awaitVisible("#try-from-fault").getText().isBlank());
            browser.picture("day-refused");
            enter(browser, "#try-from", PersianText.persianDigits(persian(browser, TODAY.minusDays(3))), Keys.ENTER);
            browser.awaitVisible("#outcome li");
            browser.awaitVisible("[data-tried=fire]", line -> line.getText().contains(asked));
            browser.picture("tried");
            checkAccessibility(browser);
            browser.click("#about a.btn-primary");
            browser.awaitVisible(
                    "#draft-form-terms-ruleSet", e -> e.getDomProperty("value").length() == 64);
            browser.awaitVisible("#draft-form-title").sendKeys("آتش‌نشانی از پنج طبقه پرسیده می‌شود");
            // the default is tomorrow, because rules come into force at midnight
            assertEquals(
                    PersianText.persianDigits(persian(browser, TODAY.plusDays(1))),
                    browser.awaitVisible("#draft-form-effective").getDomProperty("value"));
            browser.awaitVisible("#draft-form-reason").sendKeys("برای آزمودن", Keys.TAB, Keys.ENTER);
            browser.awaitVisible("#draft-form-clause.is-invalid");
            browser.picture("clause-missing");
            checkAccessibility(browser);
            browser.awaitVisible("#draft-form-clause").sendKeys("ماده ۱۴ آیین‌نامه", Keys.ENTER);
            browser.awaitVisible("[data-decision-state=draft]");
            String id = last(browser);
            browser.click("#logout");

            for (String member : List.of("committee-2", "committee-3")) {
                city.visitor()
                        .as(member)
                        .post(DOOR + "decisions/" + id + "/votes", "{\"vote\":\"no\"}")
                        .expectStatus(200);
            }
            login(browser, "chair");
            browser.click("#voice [data-decision='" + id + "'] a");
            browser.click("#voice-recused");
            browser.awaitVisible("#speak").sendKeys(Keys.ENTER);
            browser.confirm();
            browser.awaitVisible("#voice-reason.is-invalid:focus");
            browser.picture("recused-without-a-reason");
            checkAccessibility(browser);
            browser.click("#voice-no");
            browser.awaitVisible("#voice-reason").sendKeys("هنوز زود است", Keys.TAB, Keys.ENTER);
            browser.awaitVisible("dialog.confirm", dialog -> dialog.getText().contains("هنوز زود است"));
            browser.picture("vote-asked-once");
            checkAccessibility(browser);
            browser.confirm();
            browser.awaitVisible("[data-seat=planning-deputy][data-voice=no]");
            browser.click("#sign-it");
            browser.confirm();
            browser.awaitVisible(".alert-danger:focus");
            browser.picture("no-quorum");
            city.visitor()
                    .as("committee-4")
                    .post(DOOR + "decisions/" + id + "/votes", YES)
                    .expectStatus(200);
            browser.click("#sign-it");
            browser.confirm();
            browser.awaitVisible("[data-decision-state=rejected] #print");
            browser.picture("minutes");
            checkAccessibility(browser);
            logOut(browser);
        } finally {
            Files.writeString(table, before);
        }
    }

    /** A new gateway takes payments only after two members of the treasury have approved it, and until two have withdrawn it. */
    private static void approveAndWithdrawAccount(CounterBrowser browser) throws Exception {
        Path file = city.etc().resolve("city.pishkhan.bank.saman-kiosk.cfg");
        String terminal = "88" + Math.floorMod(System.nanoTime(), 1_000_000L);
        String account = "saman-kiosk-" + terminal;
        try {
            Files.writeString(
                    file,
                    Files.readString(city.etc().resolve("city.pishkhan.bank.saman-branch.cfg"))
                            .replace("name=saman-branch", "name=saman-kiosk")
                            .replace("terminal=88000001", "terminal=" + terminal));
            Awaitility.await().until(() -> city.door("treasury")
                    .get(DOOR + "merchants")
                    .toString()
                    .contains(terminal));
            login(browser, "treasury");
            browser.click("#waits a[href='#/merchants']");
            browser.awaitVisible("[data-merchant='" + account + "'][data-merchant-state=waiting]");
            browser.picture("account-waits");
            checkAccessibility(browser);
            browser.awaitVisible("#approval-" + account + "-reason").sendKeys(Keys.ENTER);
            browser.awaitVisible("#approval-" + account + "-reason.is-invalid");
            browser.awaitVisible("#approval-" + account + "-reason").sendKeys("باجهٔ تازهٔ بانک", Keys.ENTER);
            browser.awaitVisible("[data-merchant='" + account + "'][data-merchant-state=asked]");
            browser.click("#logout");
            approve(browser, "treasury-2", "merchant-account", terminal);
            browser.click("a.tab[href='#/merchants']");
            browser.click("[data-merchant='" + account + "'][data-merchant-state=approved] summary");
            browser.awaitVisible("#withdrawal-" + account + "-reason").sendKeys("باجه بسته شد", Keys.ENTER);
            browser.confirm();
            browser.awaitVisible(".alert-success");
            browser.click("#logout");
            approve(browser, "treasury", "merchant-withdraw", terminal);
            browser.click("a.tab[href='#/merchants']");
            browser.awaitVisible("[data-merchant='" + account + "'][data-merchant-state=withdrawn]");
            browser.click("#logout");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void approve(CounterBrowser browser, String login, String act, String text) {
        login(browser, login);
        browser.awaitVisible("#to-decide [data-act=" + act + "]", one -> one.getText()
                        .contains(PersianText.persianDigits(text)))
                .findElement(org.openqa.selenium.By.cssSelector("[data-yes]"))
                .sendKeys(Keys.ENTER);
        browser.confirm();
        browser.awaitVisible("#to-decide .alert-success");
    }

    /**
     * One member of the treasury enters an account, mistyped at first; another member approves; the bank's reference completes the refund.
     */
    @Test
    void refundNeedsTwoTreasuryMembers() throws Exception {
        PropertyOwner owner = new PropertyOwner(city);
        String id = owner.openAndSubmit("building-permit", city.plotWithOneOwner(3), 3, 300);
        owner.pay(id, "duties");
        owner.await(id, "stage", "final-verification");
        city.clerk().withdraw(id, "no money left");
        String number = PersianText.persianDigits(owner.number(id));
        CounterBrowser browser = open("treasury");
        approveAndWithdrawAccount(browser);
        login(browser, "treasury");
        browser.awaitVisible("#waits a[href='#/refunds?state=due']");
        browser.picture("treasury");
        checkAccessibility(browser);
        browser.click("#waits a[href='#/refunds?state=due']");
        WebElement due =
                browser.awaitVisible("[data-refund=due]", line -> line.getText().contains(number));
        due.findElement(org.openqa.selenium.By.cssSelector("summary")).click();
        String form =
                due.findElement(org.openqa.selenium.By.cssSelector("form")).getDomAttribute("id");
        browser.awaitVisible("#" + form + "-iban").sendKeys(IBAN.replace("02", "03"));
        browser.awaitVisible("#" + form + "-holder").sendKeys("مالک آزمایشی");
        browser.awaitVisible("#" + form + "-reason").sendKeys("انصراف متقاضی از پروانه", Keys.ENTER);
        browser.awaitVisible("#" + form + "-iban.is-invalid");
        browser.picture("iban-refused");
        checkAccessibility(browser);
        enter(browser, "#" + form + "-iban", PersianText.persianDigits(IBAN), Keys.ENTER);
        browser.awaitVisible(".alert-success");
        browser.click("a.tab[href='#/treasury']");
        browser.awaitVisible("#asked [data-act=refund]");
        browser.picture("asked");
        browser.click("#logout");

        login(browser, "treasury-2");
        browser.awaitVisible(
                "#to-decide [data-act=refund]", act -> act.getText().contains(number));
        browser.picture("to-decide");
        checkAccessibility(browser);
        browser.awaitVisible("#to-decide [data-act=refund] [data-yes]").sendKeys(Keys.ENTER);
        browser.confirm();
        browser.awaitVisible("#to-decide .alert-success");
        browser.click("a.tab[href='#/refunds']");
        WebElement ordered = browser.awaitVisible(
                "[data-refund=ordered]", line -> line.getText().contains(number));
        ordered.findElement(org.openqa.selenium.By.cssSelector("summary")).click();
        browser.awaitVisible("[id^=paid-][id$=-reference]").sendKeys(Keys.ENTER);
        browser.awaitVisible("[id^=paid-][id$=-reference].is-invalid:focus");
        assertEquals(List.of(), browser.all("dialog.confirm"), "nothing is asked of an empty form");
        browser.awaitVisible("[id^=paid-][id$=-reference]").sendKeys("B-" + System.nanoTime(), Keys.ENTER);
        browser.confirm();
        browser.awaitVisible("[data-refund=done]", line -> line.getText().contains(number));
        browser.picture("paid");
        checkAccessibility(browser);
        logOut(browser);
    }

    /** The institute opens an office: register, expert, contract with an invalid day first, qualification. */
    @Test
    void instituteOpensOffice() throws Exception {
        String code = "3" + (10_000 + Math.floorMod(System.nanoTime() / 1_000, 80_000L));
        CounterBrowser browser = open("institute");
        login(browser, "institute");
        browser.awaitVisible("[data-office='1204']");
        browser.picture("offices");
        checkAccessibility(browser);
        browser.click("a[href='#/offices/new']");
        browser.awaitVisible("#office-form-code").sendKeys(PersianText.persianDigits(code));
        browser.awaitVisible("#office-form-name").sendKeys("دفتر نمونهٔ تازه");
        browser.awaitVisible("#office-form-district").sendKeys("۲۳", Keys.ENTER);
        browser.awaitVisible("#office-form-district.is-invalid");
        browser.picture("district-refused");
        enter(browser, "#office-form-district", "۹", Keys.ENTER);
        browser.awaitVisible("#contract-form-number").sendKeys("ق-۱۲");
        browser.awaitVisible("#contract-form-from").sendKeys(persian(browser, TODAY));
        browser.awaitVisible("#contract-form-until").sendKeys("1406/13/01", Keys.ENTER);
        browser.awaitVisible("#contract-form-until.is-invalid");
        enter(browser, "#contract-form-until", persian(browser, TODAY.plusDays(20)), Keys.ENTER);
        browser.awaitVisible("[data-office-state=contracted] .alert-success");
        browser.picture("contracted");
        checkAccessibility(browser);

        browser.click("a.tab[href='#/experts']");
        browser.click("a[href='#/experts/new']");
        Map<String, String> expert = new LinkedHashMap<>();
        expert.put("nationalId", "0684159414");
        expert.put("name", "کارشناس آزمایشی");
        expert.put("login", "expert-" + code);
        expert.put("licence-number", "پ-۷۷");
        expert.put("licence-from", persian(browser, TODAY.minusDays(10)));
        expert.put("licence-until", persian(browser, TODAY.plusDays(25)));
        expert.forEach(
                (field, text) -> browser.awaitVisible("#expert-form-" + field).sendKeys(text));
        new Select(browser.awaitVisible("#expert-form-office")).selectByValue(code);
        browser.click("#expert-form [value=architecture]");
        browser.click("#expert-form [value=structure]");
        // input is kept while the user visits another page
        browser.click("a.tab[href='#/offices']");
        browser.awaitVisible("[data-office='1204']");
        browser.click("a.tab[href='#/experts']");
        browser.click("a[href='#/experts/new']");
        browser.awaitVisible("#expert-form [data-discard]");
        browser.awaitVisible("#expert-form [value=structure]", WebElement::isSelected);
        browser.picture("typed-before");
        checkAccessibility(browser);
        browser.awaitVisible("#expert-form-login").sendKeys(Keys.ENTER);
        browser.awaitVisible("[data-expert-state=working]");
        browser.picture("expert");
        checkAccessibility(browser);
        browser.click("dd a[href='#/offices/" + code + "']");
        browser.click("#qualifications summary");
        new Select(browser.awaitVisible("#qualification-form-service")).selectByValue("building-permit");
        browser.awaitVisible("#qualification-form-from").sendKeys(persian(browser, TODAY));
        browser.awaitVisible("#qualification-form-until").sendKeys(persian(browser, TODAY.plusDays(15)), Keys.ENTER);
        browser.awaitVisible("[data-qualified=building-permit]");
        browser.picture("qualified");
        checkAccessibility(browser);
        browser.click("a.tab[href='#/offices']");
        WebElement lacking = browser.awaitVisible("[data-lacking='" + code + "']");
        assertEquals(
                2,
                lacking.findElements(org.openqa.selenium.By.cssSelector("ul li"))
                        .size(),
                lacking.getText());
        logOut(browser);
        // ends the office's experts, because an expert belongs to one office and other tests enter the same expert
        for (JsonNode one :
                city.door("institute").get(DOOR + "experts?office=" + code).path("items")) {
            city.door("institute")
                    .post(
                            DOOR + "experts/" + one.path("id").asText() + "/end",
                            HubClient.JSON.createObjectNode().put("reason", "a test ends"));
        }
    }

    /**
     * An office answers in a hearing, three bodies decide on a warning, and the office appeals; the Steering Committee
     * lifts the warning.
     */
    @Test
    void officeIsHeardAndItsAppealDecided() throws Exception {
        String complaint = new DisciplinaryComplaints(city::door).complain("2301", "کارمند این دفتر مدارک را پس نداد");
        CounterBrowser browser = open("discipline");
        login(browser, "discipline");
        browser.awaitVisible("[data-complaint='" + complaint + "']");
        browser.picture("complaints");
        checkAccessibility(browser);
        browser.click("[data-complaint='" + complaint + "'] a");
        browser.awaitVisible("#hear-form-charge").sendKeys(Keys.TAB, Keys.ENTER);
        browser.awaitVisible("#hear-form-charge.is-invalid");
        browser.awaitVisible("#hear-form-charge").sendKeys("چرا مدارک پس داده نشد؟", Keys.TAB, Keys.ENTER);
        browser.awaitVisible("[data-complaint-state=hearing]");
        browser.picture("asked");
        checkAccessibility(browser);
        browser.click("#logout");

        login(browser, "clerk-2301");
        browser.click("a.tab[href='#/hearings']");
        browser.awaitVisible("[data-hearing=hearing] textarea").sendKeys("همان روز پس داده شد.", Keys.TAB, Keys.ENTER);
        browser.awaitVisible("[data-hearing=heard]");
        browser.picture("answered");
        checkAccessibility(browser);
        browser.click("#logout");

        login(browser, "discipline");
        browser.click("[data-complaint='" + complaint + "'] a");
        browser.awaitVisible("#propose-form-title").sendKeys("تذکر به دفتر ۲۳۰۱");
        browser.awaitVisible("#propose-form-clause").sendKeys("ماده ۹ آیین‌نامه");
        // hiding and showing fields keeps the input of the other fields
        new Select(browser.awaitVisible("#propose-form-measure")).selectByValue("suspend");
        browser.awaitVisible("#propose-form-danger");
        assertEquals(
                "تذکر به دفتر ۲۳۰۱", browser.awaitVisible("#propose-form-title").getDomProperty("value"));
        assertEquals(
                "ماده ۹ آیین‌نامه", browser.awaitVisible("#propose-form-clause").getDomProperty("value"));
        new Select(browser.awaitVisible("#propose-form-measure")).selectByValue("warn");
        browser.awaitVisible("#propose-form-title", title -> browser.all("#propose-form-danger")
                .isEmpty());
        browser.click("#propose-form [data-pick=effective]");
        browser.picture("month");
        checkAccessibility(browser);
        browser.awaitVisible("#propose-form [aria-current=date]:focus").sendKeys(Keys.ARROW_DOWN);
        browser.awaitVisible("#propose-form [data-day]:focus:not([aria-current=date])")
                .sendKeys(Keys.ARROW_UP);
        browser.awaitVisible("#propose-form [aria-current=date]:focus").sendKeys(Keys.ENTER);
        assertEquals(
                PersianText.persianDigits(persian(browser, TODAY)),
                browser.awaitVisible("#propose-form-effective").getDomProperty("value"));
        browser.awaitVisible("#propose-form-reason").sendKeys("دیر پس داده شد", Keys.TAB, Keys.ENTER);
        browser.awaitVisible("[data-complaint-state=deciding]");
        browser.picture("proposed");
        checkAccessibility(browser);
        browser.click("#logout");
        String sanction = newest("sanction");
        votes(sanction, "discipline-1", "discipline-2", "discipline-3");
        sign("discipline-1", sanction);

        login(browser, "clerk-2301");
        browser.click("a.tab[href='#/hearings']");
        browser.click("[data-sanction=warn] summary");
        browser.awaitVisible("[data-sanction=warn] textarea").sendKeys("رسید تحویل پیوست است.", Keys.TAB, Keys.ENTER);
        browser.awaitVisible("[data-sanction=warn][data-appeal=open]");
        browser.picture("appealed");
        checkAccessibility(browser);
        browser.click("#logout");

        login(browser, "chair");
        browser.click("a.tab[href='#/appeals']");
        browser.awaitVisible("[data-appealed='" + complaint + "']");
        browser.picture("appeals");
        checkAccessibility(browser);
        browser.click("[data-appealed='" + complaint + "'] a.btn");
        browser.awaitVisible("#draft-form-title").sendKeys("تذکر برداشته می‌شود");
        browser.awaitVisible("#draft-form-clause").sendKeys("ماده ۱۱");
        new Select(browser.awaitVisible("#draft-form-terms-granted")).selectByValue("yes");
        browser.awaitVisible("#draft-form-reason").sendKeys("رسید درست است", Keys.TAB, Keys.ENTER);
        browser.awaitVisible("[data-decision-state=draft]");
        String appeal = last(browser);
        votes(appeal, "committee-2", "committee-3", "committee-4", "committee-5");
        sign("committee-2", appeal);
        logOut(browser);
        assertEquals(
                "lifted",
                city.door("clerk-2301")
                        .get(DOOR + "hearings")
                        .at("/items/0/sanctions/0/appeal/outcome")
                        .asText());
    }

    /**
     * A notary first submits an empty list, then pastes certificate numbers as printed on papers, and exports the
     * results as a table.
     */
    @Test
    void notaryChecksManyCertificates() throws Exception {
        Notes notes = new Notes(city);
        String id = notes.openCase(city.plotWithOneOwner(3));
        JsonNode issued = city.door("clerk-1204").get("/office/v1/cases/" + id + "/certificate");
        CounterBrowser browser = open("notary");
        login(browser, "notary");
        browser.click("#check");
        browser.awaitVisible("#certificates-fault");
        browser.picture("empty");
        checkAccessibility(browser);
        List<String> pasted = new ArrayList<>(List.of(
                issued.path("code").asText(),
                PersianText.persianDigits(issued.path("number").asText()
                        + "،"
                        + persian(
                                browser,
                                LocalDate.ofInstant(
                                        Instant.parse(issued.path("issued").asText()), TEHRAN))),
                "AAAA-BBBB-CCCC-DDDD"));
        browser.awaitVisible("#serials").sendKeys(String.join("\n", pasted));
        browser.click("#check");
        browser.awaitVisible("[data-answer=valid]");
        assertEquals(2, browser.all("[data-answer=valid]").size());
        assertEquals(1, browser.all("[data-answer=unknown]").size());
        browser.picture("answers");
        checkAccessibility(browser);
        browser.click("#csv");
        Awaitility.await()
                .until(
                        () -> Long.valueOf(200)
                                .equals(
                                        browser.runScript(
                                                "arguments[0](performance.getEntriesByType('resource').find((r) => r.name.endsWith('/check.csv'))?.responseStatus);")));
        browser.click("#only");
        Awaitility.await().until(() -> browser.all("[data-answer=valid]").isEmpty());
        logOut(browser);
    }

    /** Every page in English, and in Persian at the width of a phone. */
    @Test
    @Tag("nightly")
    void everyPageWorksInEnglishAndOnPhone() throws Exception {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("chair", List.of("decisions", "decisions/new", "rules", "rules/compare", "appeals", "help"));
        pages.put("institute", List.of("offices", "offices/1204", "experts", "experts/new", "approvals", "hearings"));
        pages.put("treasury", List.of("treasury", "help", "merchants", "refunds", "payouts", "settlement", "ledger"));
        pages.put("discipline", List.of("complaints", "help"));
        pages.put("notary", List.of("certificates", "help"));
        pages.put("oversight", List.of("decisions", "rules", "complaints", "help"));
        CounterBrowser browser = open("narrow");
        browser.phone(360);
        for (Map.Entry<String, List<String>> role : pages.entrySet()) {
            login(browser, role.getKey());
            for (String page : role.getValue()) {
                browser.visit("#/" + page);
                browser.picture(role.getKey() + "-" + page.replace('/', '-'));
                checkAccessibility(browser);
                browser.click("#language");
                browser.awaitVisible("html[lang=en][dir=ltr] main h1");
                browser.checkText(page);
                if (page.equals(role.getValue().get(0))) {
                    browser.picture(role.getKey() + "-english");
                }
                browser.click("#language");
                browser.awaitVisible("html[lang=fa] main h1");
                browser.checkText(page);
            }
            browser.click("#logout");
        }
        browser.awaitVisible("#user");
        browser.failOnErrors();
    }

    /**
     * Every remaining page of every role has complete texts in both languages and no serious fault. Takes no pictures,
     * because other tests do.
     */
    @Test
    void everyPageOfEveryRoleIsTranslated() throws Exception {
        String id = Permits.openAndSubmit(city.clerk(), city.plot(2), 2);
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(
                "clerk-1204",
                List.of(
                        "",
                        "new",
                        "new/building-permit",
                        "new/vehicle-duty",
                        "case/" + id,
                        "authorities",
                        "hearings",
                        "help"));
        pages.put("district-3", List.of("", "hearings", "help"));
        pages.put("expert-1204", List.of("", "help"));
        pages.put("fire", List.of("", "hearings", "help"));
        pages.put("planning", List.of("decisions", "rules", "help"));
        pages.put("committee-1", List.of("decisions", "appeals", "help"));
        pages.put("headquarters", List.of("watch", "figures", "proof", "help"));
        pages.put("oversight", List.of("watch", "live", "figures", "proof"));
        pages.put(
                "operator",
                List.of("hub", "agencies", "dead-letters", "deployments", "settings", "approvals", "hearings", "help"));
        pages.put("chair", List.of("decisions/new"));
        pages.put("institute", List.of("offices", "experts/new", "help"));
        pages.put("treasury", List.of("merchants", "refunds", "payouts", "settlement"));
        pages.put("discipline", List.of("complaints"));
        int forms = 0;
        CounterBrowser browser = open("languages");
        for (Map.Entry<String, List<String>> role : pages.entrySet()) {
            login(browser, role.getKey());
            for (String page : role.getValue()) {
                browser.visit("#/" + page);
                if (page.equals("new")) {
                    browser.click("[data-checklist=building-permit]");
                    browser.awaitVisible("[data-paper=deed]");
                }
                browser.checkText(role.getKey() + "/" + page);
                if (page.equals("help") || page.equals("hearings")) {
                    assertEquals(List.of(), browser.check(), page);
                }
                PageCheck.Digits digits = browser.digits();
                assertEquals(List.of(), digits.found());
                forms += digits.forms();
            }
            browser.click("#language");
            browser.awaitVisible("html[lang=en][dir=ltr] main h1");
            for (String page : role.getValue()) {
                browser.visit("#/" + page);
                browser.checkText(role.getKey() + "/" + page);
            }
            browser.click("#language");
            browser.awaitVisible("html[lang=fa] main h1");
            browser.click("#logout");
        }
        assertTrue(forms >= 12, "forms that were filled in: " + forms);
        browser.awaitVisible("#user");
        browser.failOnErrors("status of 422");
    }

    private static CounterBrowser open(String pictures) throws IOException {
        chromium.reset(FOLDER.resolve(pictures)).go(city.city().hub().address().resolve("/console"));
        return chromium;
    }

    private static void login(CounterBrowser browser, String name) {
        WebElement user = browser.awaitVisible("#user");
        user.clear();
        user.sendKeys(name, Keys.TAB, "demo-" + name, Keys.ENTER);
        browser.awaitVisible("#logout");
    }

    private static void logOut(CounterBrowser browser) {
        browser.click("#logout");
        browser.awaitVisible("#user");
        browser.failOnErrors("status of 422", "status of 409");
    }

    private static void enter(CounterBrowser browser, String field, CharSequence... keys) {
        WebElement element = browser.awaitVisible(field);
        element.clear();
        element.sendKeys(keys);
    }

    private static String last(CounterBrowser browser) {
        return browser.address().getFragment().replaceAll(".*/", "");
    }

    /** Formats a day in the Persian calendar, as users type it; the browser converts it. */
    private static String persian(CounterBrowser browser, LocalDate day) {
        return String.valueOf(browser.runScript(
                """
                const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC'});
                const part = (kind) => format.formatToParts(new Date(arguments[0])).find((one) => one.type === kind).value;
                arguments[arguments.length - 1](`${part('year')}/${part('month')}/${part('day')}`);
                """,
                day.toString()));
    }

    private static String newest(String kind) throws InterruptedException {
        return city.door("discipline")
                .get(DOOR + "decisions?state=draft&kind=" + kind)
                .at("/items/0/id")
                .asText();
    }

    private static void votes(String decision, String... members) {
        for (String member : members) {
            city.visitor()
                    .as(member)
                    .post(DOOR + "decisions/" + decision + "/votes", YES)
                    .expectStatus(200);
        }
    }

    private static void sign(String member, String decision) {
        city.visitor()
                .as(member)
                .post(DOOR + "decisions/" + decision + "/signature", "")
                .expectStatus(200);
    }

    private static void checkAccessibility(CounterBrowser browser) {
        List<String> violations = browser.check();
        assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    }
}
