package city.pishkhan.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A token is reused until it is rejected or about to expire. */
class TokenLoginTest {

    @Test
    void reusesTokenUntilRejected() throws Exception {
        try (ScriptedHub hub = new ScriptedHub((call, token) -> "200 {}")) {
            TokenLogin login = hub.login();
            assertEquals("t1", login.token(null));
            assertEquals("t1", login.token(null));
            assertEquals("t2", login.token("t1"));
            assertEquals("t2", login.token("t1"), "somebody else renewed it already");
        }
    }

    @Test
    void renewsTokenBeforeExpiry() throws Exception {
        try (ScriptedHub hub = new ScriptedHub((call, token) -> "200 {}")) {
            hub.setTokenLifetime(59);
            TokenLogin login = hub.login();
            assertEquals("t1", login.token(null));
            assertEquals("t2", login.token(null));
        }
    }

    @Test
    void rejectedTokenCostsOneExtraCall() throws Exception {
        try (ScriptedHub hub =
                new ScriptedHub((call, token) -> token.equals("Bearer t2") ? "200 {\"id\": \"1\"}" : "401 {}")) {
            assertEquals("1", hub.door().get("/office/v1/cases/1").path("id").asText());
            assertEquals(List.of("GET /office/v1/cases/1", "GET /office/v1/cases/1"), hub.calls);
        }
    }
}
