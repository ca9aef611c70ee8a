package city.pishkhan.routes.inquiries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgencySettingsTest {

    @Test
    void parsesAgencyFile() {
        AgencySettings settings = AgencySettings.of(" article-100", "worklist ", 7, 20);
        assertEquals(new AgencySettings("article-100", AgencyChannel.Kind.WORKLIST, 7, 20), settings);
        assertEquals("pishkhan:inquiries?agency=article-100&consumers=7&perSecond=20", settings.inquiries());
        assertEquals("pishkhan:notices?agency=article-100&consumers=1", settings.notices());
        assertEquals(
                AgencyChannel.Kind.SYSTEM,
                AgencySettings.of("fire", "system", 1, 0).channel());
    }

    @ParameterizedTest
    @CsvSource({
        ", system, 4, agency must be",
        "'', system, 4, agency must be",
        "Fire, system, 4, agency must be",
        "fire&consumers=9, system, 4, agency must be",
        "-a, system, 4, agency must be",
        "fire, , 4, channel of fire must be system or worklist",
        "fire, connector, 4, channel of fire must be system or worklist",
        "fire, System, 4, channel of fire must be system or worklist",
        "fire, system, 0, consumers of fire must be 1 to 64",
        "fire, system, 65, consumers of fire must be 1 to 64"
    })
    void namesMistakesInBothLanguages(String agency, String channel, int consumers, String why) {
        var mistake =
                assertThrows(IllegalArgumentException.class, () -> AgencySettings.of(agency, channel, consumers, 0));
        assertTrue(mistake.getMessage().startsWith(why), mistake.getMessage());
        assertTrue(mistake.getMessage().contains(" / "), "in both languages: " + mistake.getMessage());
    }

    @Test
    void rejectsRateOutOfRange() {
        assertEquals(0, AgencySettings.of("fire", "system", 1, 0).perSecond());
        for (int rate : new int[] {-1, 10_001}) {
            var mistake =
                    assertThrows(IllegalArgumentException.class, () -> AgencySettings.of("fire", "system", 1, rate));
            assertTrue(mistake.getMessage().startsWith("perSecond of fire must be 0 to 10000"), mistake.getMessage());
        }
    }
}
