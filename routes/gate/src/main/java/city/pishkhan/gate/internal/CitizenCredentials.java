package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.TrackingCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/** Login of a citizen: a national ID with the code sent to the phone, or the tracking code and PIN of a slip. */
final class CitizenCredentials {
    private static final String NATIONAL_ID = "nationalId";
    private static final String CODE = "code";
    private static final String TRACKING = "tracking";
    private static final String PIN = "pin";

    private CitizenCredentials() {}

    static boolean isCitizenLogin(JsonNode login) {
        return SessionServlet.hasTextMembers(login, NATIONAL_ID, CODE)
                || SessionServlet.hasTextMembers(login, TRACKING, PIN);
    }

    /**
     * @param logins {@code null} while the login service is unavailable
     * @throws Refusal INVALID with the field at fault, UNAUTHENTICATED or TOO_MANY; UNAVAILABLE while the login service is unavailable
     */
    static Authenticator.Token enter(CitizenLogin logins, JsonNode given, String remoteAddress) {
        if (logins == null) {
            throw RequestAuthentication.starting();
        }
        if (given.has(CODE)) {
            String id = identifier(NATIONAL_ID, () -> NationalId.parse(text(given, NATIONAL_ID))
                    .value());
            return logins.loginByCode(id, digits(given, CODE, "[0-9]{6}|[0-9]{8}", "code.digits"), remoteAddress);
        }
        String tracking = identifier(
                TRACKING, () -> TrackingCode.parse(text(given, TRACKING)).value());
        return logins.loginBySlip(tracking, digits(given, PIN, "[0-9]{8}", "pin.digits"), remoteAddress);
    }

    private static String text(JsonNode given, String field) {
        return PersianText.normalise(given.path(field).asText());
    }

    private static String identifier(String field, Supplier<String> parse) {
        try {
            return parse.get();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }

    private static String digits(JsonNode given, String field, String shape, String code) {
        String digits = PersianText.compact(given.path(field).asText());
        if (!digits.matches(shape)) {
            throw Refusal.invalid(code, field);
        }
        return digits;
    }
}
