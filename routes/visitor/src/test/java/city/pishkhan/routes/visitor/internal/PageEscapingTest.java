package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking.TrackingStatus;
import city.pishkhan.api.certificates.CertificatePapers.Fact;
import city.pishkhan.api.certificates.CertificatePapers.Title;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values from people and partners never become markup or template code, on any kind of page. */
class PageEscapingTest {
    private static final String HOSTILE = "\"'><script>${1+1}</script>";
    private static final Refusal REFUSAL = new Refusal(Refusal.Kind.TOO_MANY, "x", null, HOSTILE, HOSTILE);

    static Stream<String> pages() {
        VisitorPages visitor = new VisitorPages();
        TrackPage track = new TrackPage();
        ComplaintPage complaints = new ComplaintPage(() -> Map.of(HOSTILE, Text.untranslated(HOSTILE)));
        return Stream.of(PageLanguage.values())
                .flatMap(language -> Stream.of(
                        visitor.problem(REFUSAL),
                        visitor.tooManyAttempts(language, REFUSAL),
                        visitor.noCertificate(language, HOSTILE),
                        visitor.certificate(
                                language,
                                certificate(),
                                new Title(HOSTILE, HOSTILE),
                                List.of(new Fact(Text.untranslated(HOSTILE), Text.untranslated(HOSTILE)))),
                        track.problem(language, HOSTILE, REFUSAL),
                        track.problem(
                                language, HOSTILE, new Refusal(Refusal.Kind.INVALID, "x", "code", HOSTILE, HOSTILE)),
                        track.standing(language, HOSTILE, status()),
                        complaints.form(language, Map.of("kind", HOSTILE, "name", HOSTILE, "text", HOSTILE)),
                        complaints.form(language, Map.of(VisitorPages.CODE, HOSTILE), REFUSAL)));
    }

    private static Certificate certificate() {
        return new Certificate(HOSTILE, UUID.randomUUID(), HOSTILE, "x", Map.of(), "valid", Instant.EPOCH, HOSTILE);
    }

    private static TrackingStatus status() {
        return new TrackingStatus(
                "x", HOSTILE, HOSTILE, State.OPEN, "y", HOSTILE, HOSTILE, Instant.EPOCH, Instant.EPOCH);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hostileValuesStayText(String page) {
        assertFalse(page.contains("<script") || page.contains("\"'>"), page);
        assertTrue(page.contains("&lt;script&gt;${1"), page);
    }
}
