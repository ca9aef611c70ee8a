package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CertificatePapers;
import city.pishkhan.api.cases.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Small pages in Persian and English, without a script, from one template. */
final class VisitorPages {
    private static final Messages MESSAGES = Messages.of(VisitorPages.class);

    private static final Set<String> FAILED = Set.of("failed", "reversed", "reversing");

    private final String template;

    VisitorPages() throws IOException {
        try (var in = VisitorPages.class.getResourceAsStream("page.html")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String payment(Payments.Attempt attempt) {
        if (attempt.state().equals("settled") || attempt.state().equals("verified")) {
            return page("good", MESSAGES.text("payment-page.paid"), MESSAGES.text("payment-page.paid/text"));
        }
        if (FAILED.contains(attempt.state())) {
            return page("bad", MESSAGES.text("payment-page.not-paid"), MESSAGES.text("payment-page.not-paid/text"));
        }
        return page("wait", MESSAGES.text("payment-page.asking"), MESSAGES.text("payment-page.asking/text"));
    }

    String problem(Refusal refusal) {
        return page("bad", MESSAGES.text("payment-page.unknown"), new Text(refusal.english(), refusal.persian()));
    }

    String guessed(Refusal refusal) {
        return page("bad", MESSAGES.text("certificate-page.too-many"), new Text(refusal.english(), refusal.persian()));
    }

    String noCertificate() {
        return page("bad", MESSAGES.text("certificate-page.unknown"), MESSAGES.text("certificate-page.unknown/text"));
    }

    String certificate(Certificates.Certificate certificate, CertificatePapers.Title title) {
        boolean valid = certificate.state().equals("valid");
        boolean held = certificate.state().equals("held");
        return page(
                valid ? "good" : "bad",
                valid
                        ? MESSAGES.text("certificate-page.valid")
                        : held ? MESSAGES.text("certificate-page.held") : MESSAGES.text("certificate-page.revoked"),
                new Text(
                        MESSAGES.english(
                                "certificate-page.text",
                                title.en(),
                                certificate.number(),
                                certificate.issued().truncatedTo(ChronoUnit.SECONDS),
                                certificate.digest()),
                        MESSAGES.persian(
                                "certificate-page.text",
                                title.fa(),
                                leftToRight(certificate.number()),
                                PersianDate.persian(certificate.issued()),
                                leftToRight(certificate.digest()))));
    }

    /** Isolated: in a Persian sentence the groups of a number would else stand in reverse order. */
    private static String leftToRight(String text) {
        return '\u2066' + text + '\u2069';
    }

    private String page(String tone, Text title, Text text) {
        return whole(
                tone,
                escaped(title.persian()),
                "<p>" + escaped(text.persian()) + "</p>",
                escaped(title.english()),
                "<p>" + escaped(text.english()) + "</p>");
    }

    /** A page of parts that are HTML already. */
    String whole(String tone, String title, String html, String titleEn, String htmlEn) {
        return template.replace("{{tone}}", tone)
                .replace("{{title}}", title)
                .replace("{{html}}", html)
                .replace("{{titleEn}}", titleEn)
                .replace("{{htmlEn}}", htmlEn);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{{", "{ {");
    }
}
