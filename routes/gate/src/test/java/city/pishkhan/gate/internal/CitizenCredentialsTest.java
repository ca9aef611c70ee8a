package city.pishkhan.gate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator.Token;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenLogin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Credentials of citizens who log in with a browser. */
class CitizenCredentialsTest {
    private static final String CODE = "{\"nationalId\":\"%s\",\"code\":\"%s\"}";
    private static final String SLIP = "{\"tracking\":\"%s\",\"pin\":\"%s\"}";

    private final List<String> calls = new ArrayList<>();
    private final CitizenLogin logins = new CitizenLogin() {
        @Override
        public Duration sendCode(String nationalId, String mobile, String remoteAddress) {
            throw new AssertionError();
        }

        @Override
        public Token loginByCode(String nationalId, String code, String remoteAddress) {
            calls.add(nationalId + " " + code + " " + remoteAddress);
            return new Token("t", Instant.MAX, new Caller("citizen:x", Set.of()), "codes");
        }

        @Override
        public Token loginBySlip(String tracking, String pin, String remoteAddress) {
            return loginByCode(tracking, pin, remoteAddress);
        }
    };

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private void assertRefused(String code, String field, String text) {
        Refusal refusal =
                assertThrows(Refusal.class, () -> CitizenCredentials.enter(logins, json(text), "192.0.2.7"), text);
        assertEquals(code, refusal.code());
        assertEquals(field, refusal.field());
    }

    @Test
    void acceptsCodeOrSlipInAnyScript() throws Exception {
        CitizenCredentials.enter(logins, json(CODE.formatted("۴۹۹۳۷۰۸۹۹", "۱۲۳ ۴۵۶")), "192.0.2.7");
        CitizenCredentials.enter(logins, json(SLIP.formatted("7k3m9pq2wx4a0tb1", "١٢٣٤٥٦٧٨")), "192.0.2.7");
        assertEquals(List.of("0499370899 123456 192.0.2.7", "7K3M-9PQ2-WX4A-0TB1 12345678 192.0.2.7"), calls);
        assertRefused("code.digits", "code", CODE.formatted("0499370899", "12345"));
        assertRefused("pin.digits", "pin", SLIP.formatted("7K3M-9PQ2-WX4A-0TB1", "x"));
        assertEquals(
                "nationalId",
                assertThrows(
                                Refusal.class,
                                () -> CitizenCredentials.enter(
                                        logins, json(CODE.formatted("1234567890", "123456")), "192.0.2.7"))
                        .field());
        assertEquals(2, calls.size());
        assertEquals(
                Refusal.Kind.UNAVAILABLE,
                assertThrows(
                                Refusal.class,
                                () -> CitizenCredentials.enter(null, json(CODE.formatted("0499370899", "123456")), "x"))
                        .kind());
    }

    @Test
    void recognizesOnlyCompleteCitizenLogins() throws Exception {
        assertTrue(CitizenCredentials.isCitizenLogin(json(CODE.formatted("a", "b"))));
        assertTrue(CitizenCredentials.isCitizenLogin(json(SLIP.formatted("a", "b"))));
        for (String wrong : List.of(
                "{}",
                "{\"nationalId\":\"a\"}",
                "{\"nationalId\":\"a\",\"code\":1}",
                "{\"nationalId\":\"a\",\"pin\":\"b\"}")) {
            assertFalse(CitizenCredentials.isCitizenLogin(json(wrong)), wrong);
        }
    }
}
