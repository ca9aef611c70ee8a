package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CertificatePapers;
import city.pishkhan.api.cases.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Small pages in Persian and English, without a script, from one template. */
final class VisitorPages {
    private static final Messages MESSAGES = Messages.of(VisitorPages.class);

    private static final Set<String> FAILED = Set.of("failed", "reversed", "reversing");

    private final String template;

    VisitorPages() throws IOException {
        template = PageFrame.template("page.html");
    }

    String payment(Payments.Attempt attempt) {
        if (attempt.state().equals("settled") || attempt.state().equals("verified")) {
            return payment("good", "payment-page.paid");
        }
        if (FAILED.contains(attempt.state())) {
            return payment("bad", "payment-page.not-paid");
        }
        return payment("wait", "payment-page.asking");
    }

    /** Who pays at home goes back to the case from there. */
    private String payment(String tone, String key) {
        Text title = MESSAGES.text(key);
        Text text = MESSAGES.text(key + "/text");
        Text back = MESSAGES.text("payment-page.back");
        return whole(
                tone,
                escaped(title.persian()),
                "<p>" + escaped(text.persian()) + "</p><p><a class=\"button\" href=\"/my\">" + escaped(back.persian())
                        + "</a></p>",
                escaped(title.english()),
                "<p>" + escaped(text.english()) + "</p><p><a class=\"button\" href=\"/my\">" + escaped(back.english())
                        + "</a></p>");
    }

    /** The code that is printed on a certificate, to be typed. */
    String certificateForm() {
        Text intro = MESSAGES.text("certificate-page.intro");
        return whole(
                "",
                escaped(MESSAGES.persian("certificate-page.title")),
                "<p>" + escaped(intro.persian()) + "</p>"
                        + codeForm(
                                "/verify",
                                MESSAGES.persian("certificate-page.code"),
                                MESSAGES.persian("certificate-page.check"),
                                100),
                escaped(MESSAGES.english("certificate-page.title")),
                "<p>" + escaped(intro.english()) + "</p>");
    }

    /** A form that asks a page for what a code says. */
    static String codeForm(String action, String label, String button, int longest) {
        return new HtmlPage()
                .raw("<form action=\"" + action + "\" method=\"get\"><label for=\"code\">")
                .text(label)
                .raw("</label><input id=\"code\" name=\"code\" dir=\"ltr\" required maxlength=\"" + longest
                        + "\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"><button>")
                .text(button)
                .raw("</button></form>")
                .toString();
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
