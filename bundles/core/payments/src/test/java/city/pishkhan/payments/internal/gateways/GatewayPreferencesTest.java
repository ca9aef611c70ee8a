package city.pishkhan.payments.internal.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayPreferencesTest {
    @Test
    void eachServiceHasGatewayOrderOrDefault() {
        GatewayPreferences read =
                GatewayPreferences.of("building-permit:mellat,saman; vehicle-duty : saman, mellat;*:mellat");
        assertEquals(List.of("mellat", "saman"), read.gateways("building-permit"));
        assertEquals(List.of("saman", "mellat"), read.gateways("vehicle-duty"));
        assertEquals(List.of("mellat"), read.gateways("violation-report"));
        assertEquals(List.of("mellat"), read.gateways(null));
        assertTrue(read.isUsed("saman"));
        assertFalse(read.isUsed("melli"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mellat",
                "building-permit:mellat",
                "*:",
                "*:mellat,",
                "*:mellat,mellat",
                "*:mellat;*:saman",
                "*:mellat:saman",
                "*:Mellat",
                "Vehicle:mellat;*:mellat",
                ";*:mellat"
            })
    void rejectsInvalidPreferences(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> GatewayPreferences.of(text));
        assertTrue(e.getMessage().contains(" / "), e.getMessage());
    }
}
