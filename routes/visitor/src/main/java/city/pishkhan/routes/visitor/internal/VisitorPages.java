package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CertificatePapers;
import city.pishkhan.api.cases.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.identifiers.PersianDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Small pages in Persian and English, without a script, from one template. */
final class VisitorPages {
    private static final Set<String> FAILED = Set.of("failed", "reversed", "reversing");

    private final String template;

    VisitorPages() throws IOException {
        try (var in = VisitorPages.class.getResourceAsStream("page.html")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String payment(Payments.Attempt attempt) {
        if (attempt.state().equals("settled") || attempt.state().equals("verified")) {
            return page(
                    "good",
                    "پرداخت انجام شد",
                    "بانک پرداخت را تأیید کرده است. می‌توانید این صفحه را ببندید.",
                    "Paid",
                    "The bank has confirmed the payment. You may close this page.");
        }
        if (FAILED.contains(attempt.state())) {
            return page(
                    "bad",
                    "پرداخت انجام نشد",
                    "اگر پولی کم شده باشد، بانک آن را برمی‌گرداند. می‌توانید دوباره بپردازید.",
                    "Not paid",
                    "If money was taken, the bank returns it. You may pay again.");
        }
        return page(
                "wait",
                "در حال پرسش از بانک",
                "درگاه از بانک می‌پرسد که پرداخت انجام شده است یا نه. دفتر نتیجه را می‌بیند؛ می‌توانید این صفحه را"
                        + " ببندید.",
                "Asking the bank",
                "The hub is asking the bank whether you have paid. Your office will see the outcome; you may close"
                        + " this page.");
    }

    String problem(Refusal refusal) {
        return page("bad", "این پرداخت شناخته نشد", refusal.persian(), "This payment is not known", refusal.english());
    }

    String guessed(Refusal refusal) {
        return page("bad", "کمی بعد دوباره بکوشید", refusal.persian(), "Try again later", refusal.english());
    }

    String noCertificate() {
        return page(
                "bad",
                "چنین گواهی‌ای صادر نشده است",
                "کد را دوباره بررسی کنید.",
                "No such certificate was issued",
                "Check the code again.");
    }

    String certificate(Certificates.Certificate certificate, CertificatePapers.Title title) {
        boolean valid = certificate.state().equals("valid");
        boolean held = certificate.state().equals("held");
        return page(
                valid ? "good" : "bad",
                valid ? "گواهی معتبر است" : held ? "گواهی نگه داشته شده و اکنون معتبر نیست" : "گواهی باطل شده است",
                title.fa() + " شماره پرونده " + leftToRight(certificate.number()) + "، صادرشده در "
                        + PersianDate.persian(certificate.issued()) + "، چکیده "
                        + leftToRight(certificate.digest()),
                valid
                        ? "The certificate is valid"
                        : held ? "The certificate is held and not valid now" : "The certificate was revoked",
                title.en() + ", case " + certificate.number() + ", issued "
                        + certificate.issued().truncatedTo(ChronoUnit.SECONDS)
                        + ", digest " + certificate.digest());
    }

    /** Isolated: in a Persian sentence the groups of a number would else stand in reverse order. */
    private static String leftToRight(String text) {
        return '\u2066' + text + '\u2069';
    }

    private String page(String tone, String title, String text, String titleEn, String textEn) {
        return whole(
                tone,
                escaped(title),
                "<p>" + escaped(text) + "</p>",
                escaped(titleEn),
                "<p>" + escaped(textEn) + "</p>");
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
