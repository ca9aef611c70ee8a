package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages without scripts, over real HTTP: filing and following a complaint, and entering a certificate's code. */
class ComplaintFormTest {
    private static final String CODE = "7K3M-9PQ2-WX4A-0TB1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<Discipline.NewComplaint> lodged = new ArrayList<>();
    private static final TestStore DATABASE = TestStore.start();
    private static final AttemptLimiter LIMITER =
            TestAttempts.create(DATABASE, TestVault.create(DATABASE.tx(), DATABASE.schemas()), 1_000, () -> null);
    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        Discipline discipline = Stubs.strict(Discipline.class);
        doAnswer(call -> {
                    Discipline.NewComplaint complaint = call.getArgument(0);
                    if (complaint.text().length() < 10) {
                        throw new Refusal(Refusal.Kind.INVALID, "text.length", "text", "Too short.", "کوتاه است.");
                    }
                    lodged.add(complaint);
                    return CODE;
                })
                .when(discipline)
                .lodge(any());
        doReturn(Optional.empty()).when(discipline).track(any());
        doReturn(Optional.of(
                        new Discipline.ComplaintStatus("decided", Instant.EPOCH, Instant.EPOCH, "warn", "D-1405-0001")))
                .when(discipline)
                .track(CODE);
        NetworkAttemptLimiter guessing = new NetworkAttemptLimiter(LIMITER, 50, Duration.ofMinutes(5));
        door = new TestDoor(new PublicDoor(
                new VisitorResource(null, null, null, null, new VisitorPages(), guessing),
                new TrackingResource(null, new TrackPage(), guessing),
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

    private static TestDoor.Answer page(String path) throws Exception {
        return door.send("GET", path, null, (String) null, "Accept", "text/html");
    }

    private static TestDoor.Answer send(String form) throws Exception {
        return door.send("POST", "/complaints", null, form, "Content-Type", FORM, "Accept", "text/html");
    }

    private static String field(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Test
    void submitsComplaintByFormAndTracksIt() throws Exception {
        var form = page("/complaints");
        assertEquals(200, form.status(), form.response().body());
        assertTrue(form.response().body().contains("<form action=\"/complaints\" method=\"post\""));
        assertFalse(form.response().body().contains("{{"), form.response().body());
        assertTrue(form.response().body().contains("<option value=\"agency:fire\">"));
        var linked = page("/complaints?kind=expert&caseNumber=22-1405-0000123-2");
        assertTrue(linked.response().body().contains("value=\"expert\" selected"));
        assertTrue(linked.response().body().contains("value=\"22-1405-0000123-2\""));
        assertTrue(form.header("Content-Security-Policy").contains("font-src 'self'"));
        String english = page("/complaints?lang=en").response().body();
        assertTrue(
                english.contains("<html lang=\"en\" dir=\"ltr\">") && english.contains("Send the complaint"), english);
        assertTrue(english.contains("action=\"/complaints?lang=en\" method=\"post\""), "the answer is English as well");
        assertTrue(english.contains("href=\"/my?lang=en\"") && english.contains("href=\"/complaints\">فارسی"), english);
        assertTrue(form.response().body().contains("href=\"/complaints?lang=en\">English"));
        String typed = "kind=district&name=5&caseNumber=&" + field("text", "<b>کوتاه");
        var refused = send(typed);
        assertEquals(422, refused.status());
        assertTrue(refused.response().body().contains("کوتاه است."));
        assertTrue(refused.response().body().contains("&lt;b&gt;کوتاه"), "what was typed is there again, and is text");
        assertTrue(refused.response().body().contains("value=\"district\" selected"));
        var accepted = send("kind=institute&name=x&" + field("text", "کارمند موسسه پول خواست") + "&other=1");
        assertEquals(201, accepted.status(), accepted.response().body());
        assertTrue(accepted.response().body().contains("/complaints/" + CODE));
        assertEquals("institute", lodged.get(0).party().kind());
        assertEquals(null, lodged.get(0).party().name());
        send("kind=agency%3Afire&name=x&" + field("text", "آتش‌نشانی پاسخ نمی‌دهد"));
        assertEquals(new Discipline.Party("agency", "fire"), lodged.get(1).party(), "nobody need know its code");
        for (String path : List.of(
                "/complaints/" + CODE, "/complaints?code=" + CODE.toLowerCase().replace("-", ""))) {
            var seen = page(path);
            assertEquals(200, seen.status(), seen.response().body());
            assertTrue(seen.response().body().contains("تصمیم گرفته شد")
                    && seen.response().body().contains("تذکر"));
        }
        assertEquals(404, page("/complaints/0000-0000-0000-0000").status());
        assertEquals(422, page("/complaints?code=x").status());
        assertEquals(422, door.send("GET", "/complaints", null, (String) null).status());
        send("kind=district&name=5&" + field("text", "منطقه پاسخ نمی‌دهد"));
        assertEquals(
                429,
                send("kind=district&name=5&" + field("text", "منطقه پاسخ نمی‌دهد"))
                        .status());
        assertEquals(3, lodged.size());
    }

    @Test
    void showsFormForCertificateCode() throws Exception {
        var form = page("/verify");
        assertEquals(200, form.status(), form.response().body());
        assertTrue(form.response().body().contains("<form action=\"/verify\" method=\"get\""));
        assertEquals(422, door.send("GET", "/verify", null, (String) null).status());
    }
}
