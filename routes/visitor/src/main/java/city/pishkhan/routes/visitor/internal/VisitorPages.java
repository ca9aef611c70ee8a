package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Small HTML pages in Persian or English, without scripts, from one template. */
final class VisitorPages {
    private static final Messages MESSAGES = Messages.of(VisitorPages.class);

    /** name of the field for a code, the same in all forms */
    static final String CODE = "code";

    private static final int LONGEST_CODE = 100;
    private static final Set<String> FAILED = Set.of("failed", "reversed", "reversing");

    /** Parts of a vehicle's plate: two digits, letter, three digits, province. */
    private static final Pattern PLATE =
            Pattern.compile("(\\p{Nd}{2})([\\p{IsArabic}&&\\p{L}]{1,3}|[DS])(\\p{Nd}{3})(\\p{Nd}{2})");

    private final PageFrame frame;

    VisitorPages() throws IOException {
        frame = new PageFrame("page.html");
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

    /** Page after a payment, in both languages because the bank's callback does not specify one. It links to the citizens' page. */
    private String payment(String tone, String key) {
        Text back = MESSAGES.text("payment-page.back");
        return bilingual(
                tone,
                MESSAGES.text(key),
                MESSAGES.text(key + "/text"),
                "<p><a class=\"button\" href=\"/my\">" + escaped(back.persian()) + "</a></p>",
                "<p><a class=\"button\" href=\"/my\">" + escaped(back.english()) + "</a></p>");
    }

    private String bilingual(String tone, Text title, Text text, String more, String moreEn) {
        String english = "\n  <section lang=\"en\" dir=\"ltr\"><h1>" + escaped(title.english()) + "</h1><p>"
                + escaped(text.english()) + "</p>" + moreEn + "</section>";
        return renderPage(
                PageLanguage.PERSIAN,
                null,
                tone,
                title.persian(),
                "<p>" + escaped(text.persian()) + "</p>" + more,
                english);
    }

    /** Form for the code printed on a certificate. */
    String certificateForm(PageLanguage language, FormFaults faults) {
        return renderPage(
                language,
                "/verify",
                faults.isEmpty() ? "" : "bad",
                language.of(MESSAGES.text("certificate-page.title")),
                "<p>" + escaped(language.of(MESSAGES.text("certificate-page.intro"))) + "</p>"
                        + certificateCode(language, null, faults));
    }

    private static String certificateCode(PageLanguage language, @Nullable String typed, FormFaults faults) {
        return codeForm(
                language,
                "/verify",
                typed,
                language.of(MESSAGES.text("certificate-page.code")),
                language.of(MESSAGES.text("certificate-page.check")),
                LONGEST_CODE,
                faults);
    }

    /** Returns the fault of a code that was not entered. */
    static FormFaults missingCode(PageLanguage language) {
        return FormFaults.none().with(CODE, language.of(MESSAGES.text("code.missing")));
    }

    /**
     * Creates a form for a code.
     *
     * @param typed  previous input, or {@code null}
     * @param faults with the fault of the field {@link #CODE}, if it has one
     */
    static String codeForm(
            PageLanguage language,
            String action,
            @Nullable String typed,
            String label,
            String button,
            int longest,
            FormFaults faults) {
        HtmlPage form = new HtmlPage()
                .raw("<form action=\"" + action + "\" method=\"get\" novalidate><label for=\"code\">")
                .text(label)
                .raw("</label>");
        faults.appendTo(CODE, form)
                .raw("<input id=\"code\" name=\"code\" dir=\"ltr\" maxlength=\"" + longest
                        + "\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""
                        + faults.attributes(CODE) + " value=\"")
                .text(typed == null ? "" : typed)
                .raw("\">");
        if (language == PageLanguage.ENGLISH) {
            form.raw("<input type=\"hidden\" name=\"" + PageLanguage.PARAMETER + "\" value=\"" + language.code()
                    + "\">");
        }
        return form.raw("<button>").text(button).raw("</button></form>").toString();
    }

    String problem(Refusal refusal) {
        return bilingual(
                "bad", MESSAGES.text("payment-page.unknown"), new Text(refusal.english(), refusal.persian()), "", "");
    }

    String tooManyAttempts(PageLanguage language, Refusal refusal) {
        return page(
                language,
                "/verify",
                "bad",
                language.of(MESSAGES.text("certificate-page.too-many")),
                language.of(refusal));
    }

    /** Page for an unknown certificate code. Includes the form again, because the code was probably mistyped. */
    String noCertificate(PageLanguage language, @Nullable String typed) {
        return renderPage(
                language,
                "/verify",
                "bad",
                language.of(MESSAGES.text("certificate-page.unknown")),
                certificateCode(
                        language,
                        typed,
                        FormFaults.none().with(CODE, language.of(MESSAGES.text("certificate-page.unknown/text")))));
    }

    /** Shows the state and the facts of a certificate first, then its number and its digest. */
    String certificate(
            PageLanguage language,
            Certificates.Certificate certificate,
            CertificatePapers.Title title,
            List<CertificatePapers.Fact> facts) {
        HtmlPage page = new HtmlPage()
                .raw("<p class=\"kind\">")
                .text(language.of(title.en(), title.fa()))
                .raw("</p><dl class=\"facts\">");
        facts.forEach(fact -> row(page, language.of(fact.label()), language.of(fact.value())));
        row(page, language.of(MESSAGES.text("certificate-page.number")), digits(language, certificate.number()));
        row(page, language.of(MESSAGES.text("certificate-page.issued")), language.moment(certificate.issued()));
        page.raw("</dl><p>")
                .text(language.of(MESSAGES.text("certificate-page.compare")))
                .raw("</p><p class=\"digest\">")
                .text(language.of(MESSAGES.text("certificate-page.digest")))
                .raw("<br><code dir=\"ltr\">")
                .text(certificate.digest())
                .raw("</code></p>");
        return renderPage(
                language,
                "/verify/" + certificate.code(),
                certificate.state().equals("valid") ? "good" : "bad",
                language.of(
                        switch (certificate.state()) {
                            case "valid" -> MESSAGES.text("certificate-page.valid");
                            case "expired" -> MESSAGES.text("certificate-page.expired");
                            case "held" -> MESSAGES.text("certificate-page.held");
                            default -> MESSAGES.text("certificate-page.revoked");
                        }),
                page.toString());
    }

    private static void row(HtmlPage page, String label, String value) {
        page.raw("<div><dt>").text(label).raw("</dt><dd>");
        Matcher plate = PLATE.matcher(value);
        if (plate.matches()) {
            page.raw("<bdi dir=\"ltr\" class=\"plate\">");
            for (int part = 1; part <= plate.groupCount(); part++) {
                page.element("bdi", plate.group(part));
            }
            page.raw("</bdi>");
        } else {
            page.text(isolated(value));
        }
        page.raw("</dd></div>");
    }

    private static String digits(PageLanguage language, String number) {
        return language.of(number, PersianText.persianDigits(number));
    }

    /**
     * Isolates a number, because Persian text would otherwise reverse the order of its groups. Words keep their own direction; a day and
     * its hour, which a space separates, are read from the right.
     */
    private static String isolated(String text) {
        char direction =
                text.chars().anyMatch(Character::isLetter) ? '\u2068' : text.indexOf(' ') > 0 ? '\u2067' : '\u2066';
        return direction + text + '\u2069';
    }

    private String page(PageLanguage language, String here, String tone, String title, String text) {
        return renderPage(language, here, tone, title, "<p>" + escaped(text) + "</p>");
    }

    /**
     * Creates a page from HTML parts.
     * @param here see {@link PageFrame#render}
     */
    String renderPage(PageLanguage language, @Nullable String here, @Nullable String tone, String title, String html) {
        return renderPage(language, here, tone, title, html, "");
    }

    private String renderPage(
            PageLanguage language,
            @Nullable String here,
            @Nullable String tone,
            String title,
            String html,
            String more) {
        return frame.render(language, here)
                .replace("{{tone}}", tone)
                .replace("{{title}}", escaped(title))
                .replace("{{html}}", html)
                .replace("{{more}}", more);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{{", "{ {");
    }
}
