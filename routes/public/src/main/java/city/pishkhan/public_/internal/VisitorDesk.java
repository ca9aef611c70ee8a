package city.pishkhan.public_.internal;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.CertificatePapers;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.visitor.CertificateCheck;
import city.pishkhan.contracts.visitor.Login;
import city.pishkhan.contracts.visitor.TokenGrant;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logins, payers who come back, and people who hold a certificate in their hands. */
final class VisitorDesk {
    private static final int LONGEST_USER = 100;
    private static final int LONGEST_PASSWORD = 200;
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_CODE = 100;

    private final Authenticator authenticator;
    private final Payments payments;
    private final Certificates certificates;
    private final CertificatePapers papers;
    private final Pages pages;
    private final Guessing guessing;

    VisitorDesk(
            Authenticator authenticator,
            Payments payments,
            Certificates certificates,
            CertificatePapers papers,
            Pages pages,
            Guessing guessing) {
        this.authenticator = authenticator;
        this.payments = payments;
        this.certificates = certificates;
        this.papers = papers;
        this.pages = pages;
        this.guessing = guessing;
    }

    Reply login(Call call) {
        Login login = call.body(Login.class);
        String user = Fields.text("user", login.user(), LONGEST_USER);
        if (login.password() == null || login.password().length() > LONGEST_PASSWORD) {
            throw Refusal.invalid(
                    "field.missing", "password", "password is missing or too long.", "گذرواژه وارد نشده یا دراز است.");
        }
        Authenticator.Token token = authenticator.login(
                user, login.password().toCharArray(), call.origin().remoteAddress());
        return Reply.ok(new TokenGrant(
                token.value(),
                "Bearer",
                token.expires(),
                token.caller().principal(),
                List.copyOf(token.caller().roles())));
    }

    /** A browser gets a page whatever happens: its person has just paid. */
    Reply payCallback(Call call) {
        try {
            String gateway = Fields.name("gateway", call.param("gateway"));
            Payments.Attempt attempt = payments.callback(gateway, form(call.body(MultivaluedMap.class)));
            return Reply.page(200, pages.payment(attempt));
        } catch (Refusal refusal) {
            return Reply.page(refusal.kind().status(), pages.problem(refusal));
        }
    }

    private static Map<String, String> form(MultivaluedMap<?, ?> given) {
        Map<String, String> form = new HashMap<>();
        given.forEach((name, values) -> {
            Object first = ((List<?>) values).isEmpty() ? null : ((List<?>) values).get(0);
            if (first != null
                    && name.toString().length() <= LONGEST_VALUE
                    && first.toString().length() <= LONGEST_VALUE) {
                form.put(name.toString(), first.toString());
            }
        });
        if (given.size() > MOST_FIELDS) {
            throw new Refusal(
                    Refusal.Kind.MALFORMED, "form.size", null, "Too many fields.", "شمار فیلدها بیش از اندازه است.");
        }
        return form;
    }

    Reply verify(Call call) {
        try {
            Certificates.Certificate found = certificate(call);
            return call.origin().html()
                    ? Reply.page(200, pages.certificate(found, papers.title(found.template())))
                    : Reply.ok(told(found));
        } catch (Refusal refusal) {
            if (!call.origin().html()) {
                throw refusal;
            }
            return Reply.page(
                    refusal.kind().status(),
                    refusal.kind() == Refusal.Kind.NOT_FOUND ? pages.noCertificate() : pages.guessed(refusal));
        }
    }

    private CertificateCheck told(Certificates.Certificate c) {
        CertificatePapers.Word word = papers.attest(c);
        return new CertificateCheck(
                c.code(),
                c.state(),
                c.template(),
                c.number(),
                c.issued(),
                c.digest(),
                word.checked(),
                word.signature());
    }

    Reply signer(Call call) {
        byte[] pem = papers.signer().getBytes(StandardCharsets.US_ASCII);
        return Reply.ok(new Reply.File(null, "application/x-pem-file", pem.length, new ByteArrayInputStream(pem)));
    }

    private Certificates.Certificate certificate(Call call) {
        String code = call.param("code");
        return guessing.found(
                call.origin().remoteAddress(),
                () -> code.length() > LONGEST_CODE ? Optional.empty() : certificates.verify(code),
                () -> Refusal.notFound("certificate", "گواهی"));
    }
}
