package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doors without a login. */
class PublicDoorTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CODE = "7K3M-9PQ2-WX4A-0TB1";
    private static Instant now = Instant.parse("2026-05-03T00:00:00Z");
    private static final TestStore DATABASE = TestStore.start();
    private static final AttemptLimiter LIMITER =
            TestAttempts.create(DATABASE, TestVault.create(DATABASE.tx(), DATABASE.schemas()), 1_000, () -> now);
    private static final List<Discipline.NewComplaint> lodged = new ArrayList<>();
    private static TestDoor door;
    private static Map<?, ?> form;
    private static String state = "returned";

    @BeforeAll
    static void open() throws Exception {
        Authenticator authenticator = fake(Authenticator.class, (name, args) -> {
            if (!new String((char[]) args[1]).equals("right") || !args[2].equals("127.0.0.1")) {
                throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "login.failed", null, "Wrong.", "نادرست.");
            }
            return new Authenticator.Token(
                    "t.o.k",
                    Instant.parse("2026-05-02T08:15:00Z"),
                    new Caller("clerk", Set.of("office:1204")),
                    "users");
        });
        Payments payments = fake(Payments.class, (name, args) -> {
            form = (Map<?, ?>) args[1];
            if (!"AF".equals(form.get("RefId"))) {
                throw new Refusal(
                        Refusal.Kind.NOT_FOUND, "payment.unknown", null, "No such payment.", "پرداخت" + " یافت نشد.");
            }
            return new Payments.Attempt(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    (String) args[0],
                    1,
                    state,
                    null,
                    URI.create("http://x"),
                    Map.of(),
                    false);
        });
        Certificates certificates = fake(
                Certificates.class,
                (name, args) -> Set.of("GOOD", "OLD").contains(args[0])
                        ? Optional.of(new Certificates.Certificate(
                                (String) args[0],
                                UUID.randomUUID(),
                                "22-1405",
                                "building-permit",
                                Map.of("owner", "secret"),
                                args[0].equals("OLD") ? "expired" : "valid",
                                Instant.parse("2026-05-02T08:15:00Z"),
                                "abc"))
                        : Optional.empty());
        CertificatePapers papers = fake(CertificatePapers.class, (name, args) -> switch (name) {
            case "title" -> new CertificatePapers.Title("Building permit", "پروانه ساختمانی");
            case "facts" ->
                List.of(new CertificatePapers.Fact(
                        new Text("Renovation code", "کد نوسازی"), new Text("22-3-17-4-1-0-0", "۲۲-۳-۱۷-۴-۱-۰-۰")));
            case "attest" -> new CertificatePapers.SignedStatement(Instant.parse("2026-11-25T08:30:00Z"), "c2lnbmVk");
            case "signer" -> "-----BEGIN CERTIFICATE-----";
            default -> throw new AssertionError(name);
        });
        Tracking tracking = fake(
                Tracking.class,
                (name, args) -> CODE.equals(args[0])
                        ? Optional.of(new Tracking.TrackingStatus(
                                "building-permit",
                                "Building permit",
                                "پروانه ساختمانی",
                                Cases.State.WAITING,
                                "inquiries",
                                "Inquiries",
                                "استعلام‌ها",
                                Instant.parse("2026-05-02T08:15:00Z"),
                                Instant.parse("2026-05-01T08:15:00Z")))
                        : Optional.empty());
        Discipline discipline = fake(Discipline.class, (name, args) -> {
            if (name.equals("lodge")) {
                lodged.add((Discipline.NewComplaint) args[0]);
                return CODE;
            }
            return CODE.equals(args[0])
                    ? Optional.of(new Discipline.ComplaintStatus(
                            "decided", Instant.EPOCH, Instant.EPOCH, "warn", "D-1405-0001"))
                    : Optional.empty();
        });
        VisitorPages visitorPages = new VisitorPages();
        NetworkAttemptLimiter guessing = new NetworkAttemptLimiter(LIMITER, 5, Duration.ofMinutes(5));
        door = new TestDoor(new PublicDoor(
                new VisitorResource(authenticator, payments, certificates, papers, visitorPages, guessing),
                new TrackingResource(tracking, new TrackPage(), guessing),
                new NewComplaintResource(
                        discipline,
                        new ComplaintPage(() -> Map.of("fire", new Text("fire department", "سازمان آتش‌نشانی"))),
                        guessing,
                        NetworkAttemptLimiter.complaints(LIMITER, 3, Duration.ofHours(1)))));
    }

    @AfterAll
    static void close() {
        door.close();
        DATABASE.close();
    }

    @Test
    void acceptsAnonymousComplaintsWithinLimits() throws Exception {
        String body = "{\"party\":{\"kind\":\"office\",\"name\":\"1204\"},\"text\":\"کارمند دفتر پول خواست\"}";
        for (String wrong : List.of("{}", "{\"party\":{\"kind\":\"office\"}}", "{\"party\":{},\"text\":\"x\"}")) {
            assertEquals(422, door.send("POST", "/complaints", null, wrong).status(), wrong);
        }
        assertEquals(List.of(), lodged);
        var accepted = door.send("POST", "/complaints", null, body);
        assertEquals(201, accepted.status(), accepted.response().body());
        assertEquals(CODE, accepted.json().path("code").asText());
        assertEquals(new Discipline.Party("office", "1204"), lodged.get(0).party());
        door.send("POST", "/complaints", null, body);
        door.send("POST", "/complaints", null, body);
        var refused = door.send("POST", "/complaints", null, body);
        assertEquals(429, refused.status());
        assertEquals("complaint.too-many", refused.json().path("code").asText());
        assertEquals(3, lodged.size());
        var seen = door.send("GET", "/complaints/" + CODE, null, (String) null);
        assertEquals("warn", seen.json().path("measure").asText());
    }

    /**
     * Without scripts, the fault is shown at its field, and the browser focuses the field. The browser's own messages
     * would be in the browser's language.
     */
    @Test
    void formErrorsAreShownAtTheirField() throws Exception {
        for (String path : List.of("/track", "/verify")) {
            var empty = door.send("GET", path + "?code=", null, (String) null, "Accept", "text/html");
            assertEquals(422, empty.status());
            String shown = empty.response().body();
            assertTrue(shown.contains("id=\"code-fault\">کد را وارد کنید."), shown);
            assertTrue(shown.contains("aria-describedby=\"code-fault\" autofocus"), shown);
            assertFalse(shown.contains(" required"), shown);
            assertTrue(shown.contains("href=\"#content\"") && shown.contains("id=\"content\""), shown);
        }
        String mistyped = door.send("GET", "/track?code=12", null, (String) null, "Accept", "text/html")
                .response()
                .body();
        assertTrue(mistyped.contains("aria-invalid=\"true\""), mistyped);
        String followed = door.send("GET", "/complaints?code=12", null, (String) null, "Accept", "text/html")
                .response()
                .body();
        assertTrue(followed.contains("id=\"code-fault\"") && followed.contains("value=\"12\""), followed);
        assertFalse(followed.contains("text-fault"), followed);
        String nothing = door.send(
                        "POST", "/complaints?lang=en", null, "kind=&text=", "Content-Type", FORM, "Accept", "text/html")
                .response()
                .body();
        assertTrue(nothing.contains("<a href=\"#kind\">") && nothing.contains("<a href=\"#text\">"), nothing);
        assertEquals(1, nothing.split(" autofocus", -1).length - 1, nothing);
        assertTrue(nothing.contains("id=\"text-fault\">Describe your complaint."), nothing);
    }

    @Test
    void exchangesLoginForToken() throws Exception {
        var granted = door.send("POST", "/auth/v1/token", null, "{\"user\":\"clerk\",\"password\":\"right\"}");
        assertEquals(200, granted.status(), granted.response().body());
        assertEquals("t.o.k", granted.json().get("token").asText());
        assertEquals("2026-05-02T08:15:00Z", granted.json().get("expires").asText());
        assertEquals("office:1204", granted.json().get("roles").get(0).asText());
        var refused = door.send("POST", "/auth/v1/token", null, "{\"user\":\"clerk\",\"password\":\"wrong\"}");
        assertEquals(401, refused.status());
        assertEquals("login.failed", refused.code());
        assertFalse(refused.response().body().contains("wrong\""));
        assertEquals(
                422,
                door.send("POST", "/auth/v1/token", null, "{\"user\":\"clerk\"}")
                        .status());
    }

    @Test
    void bankCallbackTriggersPaymentCheck() throws Exception {
        state = "returned";
        var page = door.send(
                "POST", "/pay/mellat/callback", null, "RefId=AF&ResCode=0&SaleOrderId=1&x=a&x=b", "Content-Type", FORM);
        assertEquals(200, page.status(), page.response().body());
        assertTrue(page.header("Content-Type").startsWith("text/html"));
        assertTrue(
                page.response().body().contains("در حال بررسی پرداخت"),
                page.response().body());
        // the page does not link to the citizens' cases, because a clerk who paid with an applicant sees it too
        assertFalse(
                page.response().body().contains("پروندهٔ من"), page.response().body());
        assertEquals("0", form.get("ResCode"));
        assertEquals("a", form.get("x"));
        state = "settled";
        assertTrue(door.send("POST", "/pay/mellat/callback", null, "RefId=AF", "Content-Type", FORM)
                .response()
                .body()
                .contains("پرداخت انجام شد"));
        state = "failed";
        assertTrue(door.send("POST", "/pay/mellat/callback", null, "RefId=AF", "Content-Type", FORM)
                .response()
                .body()
                .contains("پرداخت انجام نشد"));
    }

    @Test
    void unknownPaymentReturnsPage() throws Exception {
        var unknown = door.send("POST", "/pay/mellat/callback", null, "RefId=%3Cscript%3E", "Content-Type", FORM);
        assertEquals(404, unknown.status());
        assertTrue(
                unknown.response().body().contains("یافت نشد"),
                unknown.response().body());
        assertFalse(unknown.response().body().contains("<script>"));
        var many = door.send(
                "POST",
                "/pay/mellat/callback",
                null,
                "a1=1&".repeat(1)
                        + String.join("&", java.util.Collections.nCopies(1, "RefId=AF"))
                        + java.util.stream.IntStream.range(0, 60)
                                .mapToObj(i -> "&f" + i + "=1")
                                .reduce("", String::concat),
                "Content-Type",
                FORM);
        assertEquals(400, many.status());
        assertEquals(
                422,
                door.send("POST", "/pay/Mellat!/callback", null, "RefId=AF", "Content-Type", FORM)
                        .status());
    }

    @Test
    void verifiesCertificateWithoutItsContent() throws Exception {
        var good = door.send("GET", "/verify/GOOD", null, (String) null);
        assertEquals("valid", good.json().get("state").asText());
        assertEquals(
                Set.of("code", "state", "template", "number", "issued", "digest", "checked", "signature"),
                new HashSet<>(
                        good.json().properties().stream().map(Map.Entry::getKey).toList()),
                "and nothing of what it says");
        assertEquals("c2lnbmVk", good.json().get("signature").asText());
        var bad = door.send("GET", "/verify/BAD", null, (String) null);
        assertEquals(404, bad.status());
        assertEquals("certificate.unknown", bad.code());
        var page = door.send("GET", "/verify/GOOD", null, (String) null, "Accept", "text/html");
        String shown = page.response().body();
        assertTrue(shown.contains("۲۲-۳-۱۷-۴-۱-۰-۰") && shown.contains("۲۲-۱۴۰۵"), shown);
        assertTrue(shown.indexOf("کد نوسازی") < shown.indexOf(">abc<"), "the facts come before the digest: " + shown);
        assertTrue(
                page.response().body().contains("گواهی معتبر است"),
                page.response().body());
        assertTrue(shown.contains("\u2066۲۲-۱۴۰۵"), "its groups keep their order in a Persian page");
        assertTrue(page.response().body().contains("پروانه ساختمانی"));
        String old = door.send("GET", "/verify/OLD", null, (String) null, "Accept", "text/html")
                .response()
                .body();
        assertTrue(old.contains("پایان یافته است") && !old.contains("گواهی معتبر است"), old);
        var none = door.send("GET", "/verify/" + "x".repeat(500), null, (String) null, "Accept", "text/html");
        assertEquals(404, none.status());
        assertTrue(none.response().body().contains("گواهی با این کد صادر نشده است"));
    }

    @Test
    void returnsSigningCertificate() throws Exception {
        var pem = door.send("GET", "/verify/signer", null, (String) null);
        assertEquals(200, pem.status());
        assertEquals("application/x-pem-file", pem.header("Content-Type"));
        assertEquals("-----BEGIN CERTIFICATE-----", pem.response().body());
    }

    @Test
    void showsCaseStateByTrackingCode() throws Exception {
        var data = door.send("GET", "/track/7k3m9pq2wx4a0tb1", null, (String) null);
        assertEquals(200, data.status(), data.response().body());
        assertEquals("inquiries", data.json().get("stage").asText());
        assertEquals("waiting", data.json().get("state").asText());
        assertEquals("2026-05-02T08:15:00Z", data.json().get("since").asText());
        assertEquals(9, data.json().size(), "nothing but the standing: " + data.json());
        for (String path : List.of("/track/" + CODE, "/track?code=" + CODE)) {
            var page = door.send("GET", path, null, (String) null, "Accept", "text/html");
            assertEquals(200, page.status());
            for (String said : List.of("پروانه ساختمانی", "استعلام‌ها", "در حال بررسی")) {
                assertTrue(
                        page.response().body().contains(said), page.response().body());
            }
        }
        String english = door.send("GET", "/track/" + CODE + "?lang=en", null, (String) null, "Accept", "text/html")
                .response()
                .body();
        for (String said :
                List.of("Building permit", "Being worked on", "2 May 2026 11:45", "/track/" + CODE + "\">فارسی")) {
            assertTrue(english.contains(said), english);
        }
        var form = door.send("GET", "/track", null, (String) null, "Accept", "text/html");
        assertEquals(200, form.status());
        assertTrue(
                form.response().body().contains("<form action=\"/track\""),
                form.response().body());
    }

    @Test
    void rejectsInvalidTrackingCodeAndLimitsGuessing() throws Exception {
        var mistyped = door.send("GET", "/track/7K3M-9PQ2-WX4A-0TB2", null, (String) null);
        assertEquals(422, mistyped.status());
        assertEquals("tracking-code.check-digit", mistyped.code());
        var script = door.send(
                "GET", "/track?code=%3Cscript%3Ealert(1)%3C/script%3E", null, (String) null, "Accept", "text/html");
        assertEquals(422, script.status());
        assertFalse(
                script.response().body().contains("<script"), script.response().body());
        assertEquals(422, door.send("GET", "/track", null, (String) null).status());
        now = now.plusSeconds(600);
        for (int i = 0; i < 4; i++) {
            var unknown = door.send("GET", "/track/" + TrackingCode.next(), null, (String) null);
            assertEquals("tracking-code.unknown", unknown.code());
            assertEquals(404, unknown.status());
        }
        assertEquals(404, door.send("GET", "/verify/BAD", null, (String) null).status());
        var braked = door.send("GET", "/track/" + TrackingCode.next(), null, (String) null);
        assertEquals(429, braked.status());
        assertEquals("code.guessing", braked.code());
        assertEquals(
                "300", braked.response().headers().firstValue("Retry-After").orElse(""));
        var page = door.send("GET", "/verify/BAD", null, (String) null, "Accept", "text/html");
        assertEquals(429, page.status());
        // a valid code is still served, although the limit for unknown codes is exceeded
        assertEquals(
                200, door.send("GET", "/track/" + CODE, null, (String) null).status());
        assertEquals(
                200,
                door.send("GET", "/verify/GOOD", null, (String) null, "Accept", "text/html")
                        .status());
        now = now.plusSeconds(300);
        assertEquals(
                404,
                door.send("GET", "/track/" + TrackingCode.next(), null, (String) null)
                        .status());
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
