package city.pishkhan.utilities.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.stubs.Stubs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values of a configuration file, with defaults for missing keys. */
class UtilityConfigurationTest {

    private static UtilityConnector.Config config(Map<String, Object> file) {
        return Stubs.config(UtilityConnector.Config.class, file);
    }

    @Test
    void agencyAndUrlAreEnough() throws Exception {
        try (Company company = new Company()) {
            company.replyWith(200, "{}");
            UtilityConnector telecom = new UtilityConnector(
                    config(Map.of("agency", "telecom", "url", company.uri().toString())));
            telecom.sendNotice(
                    new AgencyNotice(UUID.randomUUID(), "telecom", AgencyNotice.Kind.WITHDRAWN, null, "over"));
            assertEquals(null, company.authorization, "no token, no header");
            telecom.stop();
        }
    }

    @Test
    void healthCheckUsesConfiguredPath() throws Exception {
        try (Company company = new Company()) {
            company.replyWith(200, "{\"status\":\"up\"}");
            UtilityConnector silent = new UtilityConnector(
                    config(Map.of("agency", "telecom", "url", company.uri().toString())));
            assertTrue(silent.isHealthy());
            assertEquals(0, company.calls, "a connection is opened, and nothing is sent");
            UtilityConnector telecom = new UtilityConnector(config(Map.of(
                    "agency", "telecom", "url", company.uri().toString(), "token", "t", "healthPath", "/health")));
            assertTrue(telecom.isHealthy());
            assertEquals("GET /water/health", company.path);
            assertEquals("Bearer t", company.authorization);
            int calls = company.calls;
            Participation.quarantine(true);
            try {
                for (UtilityConnector component : List.of(silent, telecom)) {
                    String refused = assertThrows(PartnerUnavailable.class, component::isHealthy)
                            .getMessage();
                    assertTrue(refused.contains("installation is in quarantine"), refused);
                }
            } finally {
                Participation.quarantine(false);
            }
            assertEquals(calls, company.calls);
            for (int status : new int[] {404, 500, 503}) {
                company.replyWith(status, "");
                var away = assertThrows(PartnerUnavailable.class, telecom::isHealthy);
                assertEquals("telecom: HTTP " + status + " at /health", away.getMessage());
            }
            company.close();
            assertThrows(PartnerUnavailable.class, telecom::isHealthy);
            assertThrows(PartnerUnavailable.class, silent::isHealthy);
        }
    }

    @Test
    void rejectsInvalidConfigurationInBothLanguages() {
        for (Map<String, Object> file : java.util.List.<Map<String, Object>>of(
                Map.of("agency", "Water", "url", "http://x"),
                Map.of("agency", "water&consumers=64", "url", "http://x"),
                Map.of("agency", "water", "url", "http://x", "healthPath", "health"),
                Map.of("agency", "water", "url", "http://x", "healthPath", "/health?all#x"),
                Map.of("agency", "water", "url", "http://x", "token", "env:NO_SUCH_TOKEN_ANYWHERE"))) {
            var mistake = assertThrows(
                    IllegalArgumentException.class, () -> new UtilityConnector(config(file)), file.toString());
            assertTrue(mistake.getMessage().contains("/"), "in both languages: " + mistake.getMessage());
        }
    }
}
