package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class SettingsWriteBackCheckTest {
    private static List<HealthWarning> warnings(String setting) {
        SettingsWriteBackCheck check =
                new SettingsWriteBackCheck(AnsweringProxy.of(BundleContext.class, (name, args) -> setting));
        assertEquals(Optional.empty(), check.problem(), "it serves");
        return check.warnings();
    }

    @Test
    void warnsIfSettingsAreWrittenBack() {
        HealthWarning warning = warnings("true").get(0);
        assertEquals("written-back", warning.kind());
        assertTrue(warning.remedy().english().contains("felix.fileinstall.enableConfigSave = false"));
        assertEquals(1, warnings(null).size(), "which is what nobody's word means");
    }

    @Test
    void acceptsDisabledWriteBack() {
        assertEquals(List.of(), warnings("false"));
    }
}
