package city.pishkhan.routes.citizen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.doors.TestRules;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The citizen door over real HTTP, with fake services. */
class CitizenDoorTest {
    private static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-000000000001");
    private static final UUID PERSON = new UUID(1, 1);
    private static final String CITIZEN = "citizen:" + PERSON + " citizen:" + PERSON;
    private static final String TRACKING = "7K3M-9PQ2-WX4A-0TB1";
    private static final Instant THEN = Instant.parse("2026-05-02T08:00:00Z");
    private static final String ONE = "/citizen/v1/cases/" + CASE;
    private static final ViolationReports.Kind FLOOR =
            new ViolationReports.Kind("extra-floor", "More storeys than permitted", "طبقهٔ اضافه بر پروانه");
    private static final List<String> calls = new ArrayList<>();
    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        CitizenLogin login = new CitizenLogin() {
            @Override
            public Duration sendCode(String nationalId, String mobile, String remoteAddress) {
                calls.add("ask " + nationalId + (mobile == null ? "" : " at " + mobile) + " " + remoteAddress);
                return Duration.ofSeconds(180);
            }

            @Override
            public Authenticator.Token loginByCode(String nationalId, String code, String remoteAddress) {
                calls.add("enter " + nationalId + " " + code);
                return token();
            }

            @Override
            public Authenticator.Token loginBySlip(String tracking, String pin, String remoteAddress) {
                calls.add("slip " + tracking + " " + pin);
                return token();
            }

            private Authenticator.Token token() {
                return new Authenticator.Token(
                        "t.o.k", THEN, new Caller("citizen:" + PERSON, Set.of("citizen:" + PERSON)), "one-time codes");
            }
        };
        CitizenCases cases = fake(CitizenCases.class, (name, args) -> switch (name) {
            case "list" -> new Page<>(List.of(summary()), "next-page");
            case "find" -> {
                calls.add(String.valueOf(args[2]));
                yield view((UUID) args[1]);
            }
            case "reference" -> {
                calls.add(String.valueOf(args[2]));
                CaseView of = view((UUID) args[1]);
                yield new CaseReference(of.id(), of.number(), of.service(), of.subject(), of.version(), of.ruleSet());
            }
            default ->
                List.of(
                        entry("stage.entered", "{\"stage\":\"duties\"}"),
                        entry("case.sent-back", "{\"to\":\"papers\"}"));
        });
        ArchiveConsents archiveConsents = fake(ArchiveConsents.class, (name, args) -> calls.add(name + " " + args[2]));
        Tracking tracking = fake(
                Tracking.class,
                (name, args) -> Optional.of(new Tracking.TrackingStatus(
                        "building-permit",
                        "Building permit",
                        "پروانه ساختمانی",
                        Cases.State.WAITING,
                        "duties",
                        "Duties",
                        "عوارض",
                        THEN,
                        THEN)));
        Payments payments = fake(
                Payments.class,
                (name, args) -> List.of(new Payments.Bill(
                        UUID.randomUUID(),
                        CASE,
                        "7748317800142",
                        "1770160",
                        17_000,
                        "open",
                        List.of(new Payments.Duty("density", "Density", "تراکم", 17_000)),
                        null)));
        Receipts receipts = fake(Receipts.class, (name, args) -> {
            calls.add(name + " " + (name.equals("find") ? args[2] : ""));
            throw new Refusal(Refusal.Kind.CONFLICT, "bill.not-paid", null, "not paid", "پرداخت نشده");
        });
        CertificatePapers papers = fake(CertificatePapers.class, (name, args) -> switch (name) {
            case "page" -> "<html>گواهی</html>";
            case "pdf" -> "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            default -> throw new AssertionError(name);
        });
        Certificates certificates = fake(Certificates.class, (name, args) -> switch (name) {
            default ->
                Optional.of(new Certificates.Certificate(
                        "CODE",
                        CASE,
                        "22-1405-0000123-2",
                        "building-permit",
                        Map.of("floors", 4),
                        "valid",
                        THEN,
                        "abc"));
        });
        NumberProofs proofs = fake(NumberProofs.class, (name, args) -> {
            calls.add(name + " " + ((Caller) args[0]).principal());
            return 2;
        });
        door = new TestDoor(new CitizenDoor(
                new TestDoor.ByPrefix(),
                new TestDoor.Memory(),
                login,
                proofs,
                cases,
                archiveConsents,
                tracking,
                payments,
                receipts,
                TestRules.giving(new RefundShares(100, 80, 90, 10)),
                certificates,
                papers,
                fake(Deliveries.class, CitizenDoorTest::deliveries),
                fake(Authorities.class, CitizenDoorTest::authorities),
                fake(ViolationReports.class, CitizenDoorTest::reports),
                null,
                null,
                null));
    }

    @Test
    void refusesReceiptOfUnpaidBill() throws Exception {
        for (String end : List.of("receipt", "receipt.pdf")) {
            var refused = door.send(
                    "GET", "/citizen/v1/cases/" + CASE + "/bills/" + UUID.randomUUID() + "/" + end, CITIZEN, (String)
                            null);
            assertEquals("bill.not-paid", refused.code(), end);
        }
        assertTrue(calls.contains("citizen.bill.read"), calls.toString());
    }

    private static Object authorities(String name, Object[] args) {
        calls.add(name);
        Authorities.Authority authority = new Authorities.Authority(
                CASE,
                "A-1405-0000001",
                Authorities.Kind.PROXY,
                new Authorities.Person("0499370899", "مریم احمدی", null),
                new Authorities.Person("068*******", "رضا احمدی", null),
                null,
                Set.of(Authorities.Act.SEE),
                "N-1",
                null,
                null,
                null,
                null,
                null,
                false,
                "revoked",
                "1204",
                22,
                THEN,
                THEN,
                "I go myself");
        return name.equals("listOwn") ? new Page<>(List.of(new Authorities.Own(false, authority)), null) : authority;
    }

    @Test
    void citizenListsAndRevokesAuthorities() throws Exception {
        var mine = door.send("GET", "/citizen/v1/authorities", CITIZEN, (String) null);
        assertEquals("over-me", mine.json().at("/items/0/side").asText());
        assertEquals("see", mine.json().at("/items/0/authority/acts/0").asText());
        String one = "/citizen/v1/authorities/" + CASE + "/revocation";
        assertEquals(
                "text.length",
                door.send("POST", one, CITIZEN, "{\"reason\":\"" + "x".repeat(2_001) + "\"}", "Idempotency-Key", "a1")
                        .code());
        assertEquals(
                "field.missing",
                door.send("POST", one, CITIZEN, "{}", "Idempotency-Key", "a2").code());
        var ended = door.send("POST", one, CITIZEN, "{\"reason\":\"I go myself\"}", "Idempotency-Key", "a3");
        assertEquals("revoked", ended.json().path("state").asText());
        assertTrue(calls.contains("revokeOwn"), calls.toString());
    }

    private static Object deliveries(String name, Object[] args) {
        if (name.equals("arrange")) {
            calls.add("deliver " + ((Deliveries.Choice) args[2]).way());
        }
        return name.equals("arrange") ? delivery() : Optional.of(delivery());
    }

    private static Deliveries.Delivery delivery() {
        return new Deliveries.Delivery(
                UUID.randomUUID(),
                CASE,
                "22-1405-0000123-2",
                new Deliveries.Choice("office", null, null, null, null),
                "1204",
                Deliveries.State.HANDED_OVER,
                null,
                null,
                false,
                List.of(),
                new Deliveries.Proof("049****899", "owner", "clerk-7", null, THEN),
                THEN,
                THEN,
                null);
    }

    private static Object reports(String name, Object[] args) {
        return switch (name) {
            case "kinds" -> List.of(FLOOR);
            case "file" -> {
                ViolationReports.Filing given = (ViolationReports.Filing) args[1];
                calls.add("file " + given.property() + " " + given.kind() + " " + given.text()
                        + (given.photos().isEmpty() ? "" : " " + given.photos()));
                yield report(null);
            }
            case "examinePhoto" -> photo((Supplier<?>) args[1]);
            case "addPhoto" -> {
                calls.add("photo of " + ((Papers.Deposit) args[1]).size());
                yield CASE;
            }
            case "listOwn" -> new Page<>(List.of(report(null)), "next-page");
            case "find" -> {
                if (!TRACKING.equals(args[1])) {
                    throw new Refusal(
                            Refusal.Kind.NOT_FOUND, "report.unknown", null, "No such report.", "گزارش" + " یافت نشد.");
                }
                yield report("طبقه پنجم");
            }
            default -> Optional.of(HealthWarning.of("2 violation reports have waited for more than a day"));
        };
    }

    private static Papers.Deposit photo(Supplier<?> content) {
        try (InputStream in = (InputStream) content.get()) {
            return new Papers.Deposit(
                    "0".repeat(64), "image/jpeg", in.readAllBytes().length, InputStream::nullInputStream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ViolationReports.Own report(String text) {
        return new ViolationReports.Own(
                TRACKING, "22-3-17-4-1-0-0", FLOOR, text, "case", "Inspection", "بازدید", THEN, THEN, null, 1);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        calls.clear();
    }

    private static Cases.Summary summary() {
        return new Cases.Summary(
                CASE,
                "22-1405-0000123-2",
                "building-permit",
                "22-3-17-4-1-0-0",
                "1204",
                22,
                Cases.State.WAITING,
                "duties",
                THEN,
                null);
    }

    private static CaseView view(UUID id) {
        if (!id.equals(CASE)) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
        }
        return new CaseView(
                CASE,
                "22-1405-0000123-2",
                TRACKING,
                "building-permit",
                "22-3-17-4-1-0-0",
                22,
                "1204",
                Cases.State.WAITING,
                "duties",
                7,
                "rule-set-hash",
                1,
                List.of("payment"),
                null,
                null,
                List.of(
                        new Cases.Applicant("owner", "0499370899", "مریم احمدی", "09022002580"),
                        new Cases.Applicant("co-owner", "079*******", "رضا احمدی", "091********")),
                null,
                Map.of("floors", 4L),
                List.of(),
                List.of(new Cases.PaperNeed("deed", "rule papers-1", true)),
                List.of(),
                null,
                THEN,
                null,
                null,
                null,
                "citizen",
                null,
                CaseView.ArchiveAccess.NONE);
    }

    private static Journal.Entry entry(String event, String details) {
        return new Journal.Entry(1L, new UUID(0, 1), CASE, 1, THEN, event, "clerk-1204", details, "00", "11");
    }

    @Test
    void requestsLoginCodeAndExchangesIt() throws Exception {
        var asked = door.send("POST", "/citizen/v1/login", null, "{\"nationalId\":\"۰۴۹۹۳۷۰۸۹۹\"}");
        assertEquals(202, asked.status(), asked.response().body());
        assertEquals("{\"seconds\":180}", asked.response().body());
        var entered = door.send(
                "POST", "/citizen/v1/login/code", null, "{\"nationalId\":\"499370899\",\"code\":\"۱۲۳ ۴۵۶\"}");
        assertEquals(200, entered.status(), entered.response().body());
        assertEquals("t.o.k", entered.json().get("token").asText());
        assertEquals(List.of("ask 0499370899 127.0.0.1", "enter 0499370899 123456"), calls);
    }

    @Test
    void slipLoginWorksAndCitizenStopsNumberChange() throws Exception {
        var entered = door.send(
                "POST", "/citizen/v1/login/slip", null, "{\"tracking\":\"7k3m9pq2wx4a0tb1\",\"pin\":\"۴۰۷۱ ۸۸۲۳\"}");
        assertEquals(200, entered.status(), entered.response().body());
        assertEquals("t.o.k", entered.json().get("token").asText());
        var stopped =
                door.send("POST", "/citizen/v1/number-change/stop", CITIZEN, (String) null, "Idempotency-Key", "s1");
        assertEquals("{\"count\":2}", stopped.response().body());
        assertEquals(List.of("slip " + TRACKING + " 40718823", "cancelChanges citizen:" + PERSON), calls);
        calls.clear();
        for (String pin : List.of("1234567", "123456789", "abcdefgh", "")) {
            var refused = door.send(
                    "POST",
                    "/citizen/v1/login/slip",
                    null,
                    "{\"tracking\":\"" + TRACKING + "\",\"pin\":\"" + pin + "\"}");
            assertEquals(422, refused.status());
            assertEquals("pin.digits", refused.code());
        }
        var refused = door.send("POST", "/citizen/v1/login/slip", null, "{\"tracking\":\"x\",\"pin\":\"12345678\"}");
        assertEquals(422, refused.status());
        assertEquals(List.of(), calls);
    }

    @Test
    void rejectsInvalidNationalIdAndCode() throws Exception {
        for (String body : List.of("{}", "{\"nationalId\":\"1234567890\"}", "{\"nationalId\":\"10380284790\"}")) {
            var refused = door.send("POST", "/citizen/v1/login", null, body);
            assertEquals(422, refused.status(), refused.response().body());
            assertTrue(refused.code().startsWith("national-id."), refused.code());
            assertFalse(
                    refused.response().body().contains("1234567890"),
                    refused.response().body());
        }
        for (String code : List.of("12345", "1234567", "abcdef", "", "1".repeat(500))) {
            var refused = door.send(
                    "POST",
                    "/citizen/v1/login/code",
                    null,
                    "{\"nationalId\":\"0499370899\",\"code\":\"" + code + "\"}");
            assertEquals(422, refused.status());
            assertEquals("code.digits", refused.code());
        }
        assertEquals(400, door.send("POST", "/citizen/v1/login", null, "{").status());
        assertEquals(List.of(), calls);
    }

    @Test
    void showsCaseWithoutInternalDetails() throws Exception {
        var found = door.send("GET", ONE, CITIZEN, (String) null);
        assertEquals(200, found.status(), found.response().body());
        assertEquals("\"7\"", found.header("ETag"));
        assertEquals(TRACKING, found.json().get("tracking").asText());
        assertEquals("عوارض", found.json().get("stageFa").asText());
        assertEquals("0499370899", found.json().at("/applicants/0/nationalId").asText());
        assertEquals("079*******", found.json().at("/applicants/1/nationalId").asText());
        assertEquals("deed", found.json().at("/papers/0/kind").asText());
        assertFalse(found.response().body().contains("rule"), found.response().body());
        var list = door.send("GET", "/citizen/v1/cases?limit=1", CITIZEN, (String) null);
        assertEquals("22-1405-0000123-2", list.json().at("/items/0/number").asText());
        assertEquals("next-page", list.json().get("next").asText());
        var history = door.send("GET", ONE + "/history", CITIZEN, (String) null);
        assertEquals("duties", history.json().at("/items/0/stage").asText());
        assertEquals("papers", history.json().at("/items/1/stage").asText());
        assertFalse(
                history.response().body().contains("clerk"), history.response().body());
    }

    @Test
    void showsBillsAndCertificate() throws Exception {
        var bills = door.send("GET", ONE + "/bills", CITIZEN, (String) null);
        assertEquals(17_000, bills.json().at("/items/0/amount").asLong());
        assertEquals(100, bills.json().at("/refunds/refused").asInt());
        assertEquals(80, bills.json().at("/refunds/lapsed").asInt());
        assertEquals(90, bills.json().at("/refunds/withdrawn").asInt());
        assertEquals(10, bills.json().at("/refunds/revoked").asInt());
        assertTrue(bills.json().at("/refunds/en").asText().contains("90% if it is withdrawn"));
        assertTrue(bills.json().at("/refunds/fa").asText().contains("انصراف متقاضی ۹۰٪"));
        var data = door.send("GET", ONE + "/certificate", CITIZEN, (String) null, "Accept", "application/json");
        assertEquals("CODE", data.json().get("code").asText());
        var page = door.send("GET", ONE + "/certificate", CITIZEN, (String) null, "Accept", "text/html");
        assertTrue(page.response().body().contains("گواهی"));
        assertEquals(List.of("citizen.bill.read", "citizen.certificate.read", "citizen.certificate.read"), calls);
    }

    @Test
    void citizenChoosesCertificateDelivery() throws Exception {
        var found = door.send("GET", ONE + "/delivery", CITIZEN, (String) null);
        assertEquals("1204", found.json().get("liesAt").asText());
        assertEquals("owner", found.json().at("/proof/role").asText());
        assertFalse(
                found.response().body().contains("clerk-7"), found.response().body());
        var chosen = door.send(
                "POST", ONE + "/delivery", CITIZEN, "{\"way\":\"office\"}", "Idempotency-Key", UUID.randomUUID() + "");
        assertEquals(201, chosen.status(), chosen.response().body());
        assertEquals(List.of("citizen.delivery.read", "citizen.delivery.choose", "deliver office"), calls);
        String others = "/citizen/v1/cases/" + UUID.randomUUID() + "/delivery";
        assertEquals(404, door.send("GET", others, CITIZEN, (String) null).status());
    }

    @Test
    void filesReportOnce() throws Exception {
        String path = "/citizen/v1/reports";
        String body = "{\"property\":\"22-3-17-4-1-0-0\",\"kind\":\"extra-floor\",\"text\":\"طبقه پنجم\"}";
        assertEquals(428, door.send("POST", path, CITIZEN, body).status());
        var filed = door.send("POST", path, CITIZEN, body, "Idempotency-Key", "r1");
        assertEquals(201, filed.status(), filed.response().body());
        assertTrue(filed.header("Location").endsWith(path + "/" + TRACKING), filed.header("Location"));
        assertEquals(TRACKING, filed.json().get("number").asText());
        assertEquals("بازدید", filed.json().get("stageFa").asText());
        assertFalse(filed.json().has("text"));
        assertFalse(filed.json().has("ended"));
        var again = door.send("POST", path, CITIZEN, body, "Idempotency-Key", "r1");
        assertEquals(filed.json(), again.json());
        assertEquals(List.of("file 22-3-17-4-1-0-0 extra-floor طبقه پنجم"), calls);
        assertEquals(
                400,
                door.send("POST", path, CITIZEN, "{", "Idempotency-Key", "r2").status());
    }

    @Test
    void acceptsReportPhotos() throws Exception {
        String path = "/citizen/v1/report-photos";
        assertEquals(428, door.send("POST", path, CITIZEN, "photo").status());
        var added = door.send("POST", path, CITIZEN, "photo", "Idempotency-Key", "p1");
        assertEquals(201, added.status(), added.response().body());
        assertEquals(CASE.toString(), added.json().get("id").asText());
        assertEquals(5, added.json().get("size").asInt());
        var again = door.send("POST", path, CITIZEN, "photo", "Idempotency-Key", "p1");
        assertEquals(added.json(), again.json());
        assertEquals(List.of("photo of 5"), calls);
        String body =
                "{\"property\":\"22-3-17-4-1-0-0\",\"kind\":\"extra-floor\",\"text\":\"طبقه پنجم\",\"photos\":[\"%s\"]}";
        var filed = door.send("POST", "/citizen/v1/reports", CITIZEN, body.formatted(CASE), "Idempotency-Key", "p2");
        assertEquals(201, filed.status(), filed.response().body());
        assertEquals(1, filed.json().get("photos").asInt());
        assertEquals("file 22-3-17-4-1-0-0 extra-floor طبقه پنجم [" + CASE + "]", calls.get(1));
        var wrong = door.send("POST", "/citizen/v1/reports", CITIZEN, body.formatted("x"), "Idempotency-Key", "p3");
        assertEquals(422, wrong.status());
        assertEquals("photos", wrong.json().get("field").asText());
        assertEquals(
                403,
                door.send("POST", path, "d22 district:22", "photo", "Idempotency-Key", "p4")
                        .status());
    }

    @Test
    void showsOwnReportsAndReportKinds() throws Exception {
        var kinds = door.send("GET", "/citizen/v1/report-kinds", CITIZEN, (String) null);
        assertEquals(
                "طبقهٔ اضافه بر پروانه", kinds.json().at("/items/0/titleFa").asText());
        var list = door.send("GET", "/citizen/v1/reports?limit=1", CITIZEN, (String) null);
        assertEquals("next-page", list.json().get("next").asText());
        assertEquals("extra-floor", list.json().at("/items/0/kind").asText());
        var one = door.send("GET", "/citizen/v1/reports/" + TRACKING, CITIZEN, (String) null);
        assertEquals("طبقه پنجم", one.json().get("text").asText());
        assertFalse(one.response().body().contains("1204"), "the office is not named");
        var none = door.send("GET", "/citizen/v1/reports/x", CITIZEN, (String) null);
        assertEquals(404, none.status());
        assertEquals("report.unknown", none.code());
        assertEquals(
                403,
                door.send("GET", "/citizen/v1/reports", "d22 district:22", (String) null)
                        .status());
    }

    @Test
    void pendingReportsWarnWithoutFailingHealth() {
        ReportCheck check = new ReportCheck(fake(ViolationReports.class, CitizenDoorTest::reports));
        assertEquals(Optional.empty(), check.problem());
        assertTrue(HealthWarning.join(check.warnings()).startsWith("2 violation reports"));
    }

    @Test
    void rejectsOtherCallersAndHidesOtherCases() throws Exception {
        assertEquals(401, door.send("GET", ONE, null, (String) null).status());
        assertEquals(
                403, door.send("GET", ONE, "clerk office:1204", (String) null).status());
        for (String id : List.of(UUID.randomUUID().toString(), "x", "1")) {
            var refused = door.send("GET", "/citizen/v1/cases/" + id, CITIZEN, (String) null);
            assertEquals(404, refused.status());
            assertEquals("case.unknown", refused.code());
        }
        assertEquals(
                200,
                door.send("GET", "/citizen/v1/openapi.json", null, (String) null)
                        .status());
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
