package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class ConsoleCheckTest {
    private int state = Bundle.ACTIVE;

    private List<HealthWarning> warnings(Map<String, Object> settings) {
        Bundle ssh = AnsweringProxy.of(
                Bundle.class, (name, args) -> name.equals("getState") ? state : "org.apache.karaf.shell.ssh");
        ConsoleCheck check =
                new ConsoleCheck(AnsweringProxy.of(BundleContext.class, (name, args) -> new Bundle[] {ssh}), settings);
        assertEquals(Optional.empty(), check.problem(), "it serves");
        return check.warnings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "[::]", " 0.0.0.0 ", ""})
    void warnsIfConsoleListensOnAllAddresses(String host) {
        HealthWarning warning =
                warnings(Map.of("sshHost", host, "sshPort", "8101")).get(0);
        assertEquals("all-addresses", warning.kind());
        assertTrue(warning.what().english().contains("8101"), warning::toString);
        assertTrue(warning.remedy().english().contains("sshHost = 127.0.0.1"), warning::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "10.1.2.3"})
    void acceptsSpecificConsoleAddress(String host) {
        assertEquals(List.of(), warnings(Map.of("sshHost", host, "sftpEnabled", "false")));
    }

    @Test
    void warnsIfConsoleTransfersFiles() {
        for (Map<String, Object> settings : List.of(
                Map.<String, Object>of("sshHost", "127.0.0.1"),
                Map.<String, Object>of("sshHost", "127.0.0.1", "sftpEnabled", "true"))) {
            HealthWarning warning = warnings(settings).get(0);
            assertEquals("file-transfer", warning.kind());
            assertTrue(warning.remedy().english().contains("sftpEnabled = false"), warning::toString);
        }
    }

    @Test
    void ignoresSettingsWithoutConsole() {
        state = Bundle.RESOLVED;
        assertEquals(List.of(), warnings(Map.of("sshHost", "0.0.0.0")));
    }
}
