package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small HTML pages in Persian or English, without scripts: the result of a payment and the check of a certificate. */
final class VisitorPages {
    private static final Messages MESSAGES = Messages.of(VisitorPages.class);

    /** name of the field for a code, the same in all forms */
    static final String CODE = "code";

    private static final Set<String> PAID = Set.of("settled", "verified");
    private static final Set<String> FAILED = Set.of("failed", "reversed", "reversing");
    private static final Set<String> STATES = Set.of("valid", "expired", "held");

    /** Page after a payment. It links to the citizens' page. */
    String payment(Payments.Attempt attempt) {
        if (PAID.contains(attempt.state())) {
            return payment("good", "payment-page.paid");
        }
        return FAILED.contains(attempt.state())
                ? payment("bad", "payment-page.not-paid")
                : payment("wait", "payment-page.asking");
    }

    private static String payment(String tone, String key) {
        return PageFrame.render(
                "payment",
                PageLanguage.PERSIAN,
                null,
                Map.of(
                        "tone", tone,
                        "title", MESSAGES.text(key),
                        "message", MESSAGES.text(key + "/text"),
                        "back", MESSAGES.text("payment-page.back")));
    }

    String problem(Refusal refusal) {
        return PageFrame.render(
                "payment",
                PageLanguage.PERSIAN,
                null,
                Map.of(
                        "tone",
                        "bad",
                        "title",
                        MESSAGES.text("payment-page.unknown"),
                        "message",
                        new Text(refusal.english(), refusal.persian())));
    }

    /**
     * Form for the code printed on a certificate.
     *
     * @param faults messages about the input by field
     */
    String certificateForm(PageLanguage language, Map<String, String> faults) {
        return verify(language, "title", Map.of(), faults, "");
    }

    /** Returns the fault of a code that was not entered. */
    static Map<String, String> missingCode(PageLanguage language) {
        return Map.of(CODE, language.of(MESSAGES.text("code.missing")));
    }

    String tooManyAttempts(PageLanguage language, Refusal refusal) {
        return verify(language, "too-many", Map.of(), Map.of(), language.of(refusal));
    }

    /**
     * Page for an unknown certificate code. Includes the form again, because the code was probably mistyped.
     *
     * @param typed code as entered, or {@code null} if it is too long
     */
    String noCertificate(PageLanguage language, @Nullable String typed) {
        return verify(
                language,
                "unknown",
                typed == null ? Map.of() : Map.of(CODE, typed),
                Map.of(CODE, language.of(MESSAGES.text("certificate-page.unknown/text"))),
                "");
    }

    private static String verify(
            PageLanguage language,
            String heading,
            Map<String, String> typed,
            Map<String, String> faults,
            String alert) {
        return PageFrame.render(
                "verify",
                language,
                "/verify",
                Map.of("heading", heading, "typed", typed, "faults", faults, "alert", alert));
    }

    String certificate(
            PageLanguage language,
            Certificates.Certificate certificate,
            CertificatePapers.Title title,
            List<CertificatePapers.Fact> facts) {
        return PageFrame.render(
                "certificate",
                language,
                "/verify/" + certificate.code(),
                Map.of(
                        "certificate",
                        certificate,
                        "state",
                        STATES.contains(certificate.state()) ? certificate.state() : "revoked",
                        "kind",
                        language.of(title.en(), title.fa()),
                        "facts",
                        facts));
    }
}
