package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.contracts.visitor.Login;
import city.pishkhan.contracts.visitor.TokenGrant;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations for logins, payers returning from a bank, and the verification of certificates. */
final class VisitorResource {
    private static final int LONGEST_USER = 100;
    private static final int LONGEST_PASSWORD = 200;
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_CODE = 100;

    private final Authenticator authenticator;
    private final Payments payments;
    private final Certificates certificates;
    private final CertificatePapers papers;
    private final VisitorPages visitorPages;
    private final NetworkAttemptLimiter codeLimiter;

    VisitorResource(
            Authenticator authenticator,
            Payments payments,
            Certificates certificates,
            CertificatePapers papers,
            VisitorPages visitorPages,
            NetworkAttemptLimiter codeLimiter) {
        this.authenticator = authenticator;
        this.payments = payments;
        this.certificates = certificates;
        this.papers = papers;
        this.visitorPages = visitorPages;
        this.codeLimiter = codeLimiter;
    }

    DoorReply login(DoorCall doorCall) {
        Login login = doorCall.body(Login.class);
        String user = FieldCheck.text("user", login.user(), LONGEST_USER);
        if (login.password() == null || login.password().length() > LONGEST_PASSWORD) {
            throw Refusal.invalid("field.missing", "password");
        }
        Authenticator.Token token = authenticator.login(
                user, login.password().toCharArray(), doorCall.origin().remoteAddress());
        return DoorReply.ok(new TokenGrant(
                token.value(),
                "Bearer",
                token.expires(),
                token.caller().principal(),
                List.copyOf(token.caller().roles())));
    }

    /** Replies with a page in any case, because the payer's browser displays it. */
    DoorReply payCallback(DoorCall doorCall) {
        try {
            String gateway = FieldCheck.name("gateway", doorCall.param("gateway"));
            Payments.Attempt attempt = payments.acceptCallback(gateway, form(doorCall.body(MultivaluedMap.class)));
            return DoorReply.page(200, visitorPages.payment(attempt));
        } catch (Refusal refusal) {
            return DoorReply.page(refusal.kind().status(), visitorPages.problem(refusal));
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
            throw Refusal.of(Refusal.Kind.MALFORMED, "form.size", null);
        }
        return form;
    }

    /** Replies with the empty form, or with the certificate if a code is given. */
    DoorReply verifyForm(DoorCall doorCall) {
        if (!doorCall.origin().isPageWanted()) {
            return verify(doorCall);
        }
        String code = doorCall.param("code");
        PageLanguage language = PageLanguage.of(doorCall);
        if (code == null) {
            return DoorReply.page(200, visitorPages.certificateForm(language, Map.of()));
        }
        return code.isBlank()
                ? DoorReply.page(422, visitorPages.certificateForm(language, VisitorPages.missingCode(language)))
                : verify(doorCall);
    }

    DoorReply verify(DoorCall doorCall) {
        PageLanguage language = PageLanguage.of(doorCall);
        try {
            Certificates.Certificate found = certificate(doorCall);
            return doorCall.origin().isPageWanted()
                    ? DoorReply.page(
                            200,
                            visitorPages.certificate(language, found, papers.title(found.template()), facts(found)))
                    : DoorReply.ok(VisitorMapper.INSTANCE.check(found, papers.attest(found)));
        } catch (Refusal refusal) {
            if (!doorCall.origin().isPageWanted()) {
                throw refusal;
            }
            return DoorReply.page(
                    refusal.kind().status(),
                    refusal.kind() == Refusal.Kind.NOT_FOUND
                            ? visitorPages.noCertificate(language, typed(doorCall))
                            : visitorPages.tooManyAttempts(language, refusal));
        }
    }

    /** Returns the facts of a certificate; empty if its template cannot be read. */
    private List<CertificatePapers.Fact> facts(Certificates.Certificate found) {
        try {
            return papers.facts(found);
        } catch (Refusal broken) {
            return List.of();
        }
    }

    private static @Nullable String typed(DoorCall doorCall) {
        String code = doorCall.param("code");
        return code == null || code.length() > LONGEST_CODE ? null : code;
    }

    DoorReply signer(DoorCall doorCall) {
        byte[] pem = papers.signer().getBytes(StandardCharsets.US_ASCII);
        return DoorReply.ok(
                new DoorReply.File(null, "application/x-pem-file", pem.length, new ByteArrayInputStream(pem)));
    }

    private Certificates.Certificate certificate(DoorCall doorCall) {
        String code = FieldCheck.present("code", doorCall.param("code")).strip();
        return codeLimiter.find(
                doorCall.origin().remoteAddress(),
                () -> code.length() > LONGEST_CODE ? Optional.empty() : certificates.verify(code),
                () -> Refusal.notFound("certificate"));
    }
}
