package city.pishkhan.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("list", "bundle:list"),
            Map.entry("bundle:list", "bundle:list"),
            Map.entry("grep", "shell:grep"),
            Map.entry("log:tail", "log:tail"),
            Map.entry("exec", "shell:exec"),
            Map.entry("shell:exec", "shell:exec"),
            Map.entry("bundle:install", "bundle:install"),
            Map.entry("bundle:uninstall", "bundle:uninstall"),
            Map.entry("config:property-set", "config:property-set"),
            Map.entry("jaas:user-add", "jaas:user-add"),
            Map.entry("pishkhan:case-list", "pishkhan:case-list"),
            Map.entry("pishkhan:case-show", "pishkhan:case-show"),
            Map.entry("pishkhan:restore", "pishkhan:restore"));

    private static CommandLine line(String text) {
        return new CommandLine(text, word -> Optional.ofNullable(COMMANDS.get(word)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                " bundle:list -t 0 | grep pishkhan ",
                "pishkhan:case-list --district 22",
                "log:tail | grep -i 'WARN'"
            })
    void recognizesReadOnlyLines(String text) {
        assertTrue(line(text).isReadOnly(), text);
    }

    /** A line that might hide a change counts as a change. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell:exec reboot",
                "list | exec sh",
                "list; bundle:uninstall 7",
                "list\nbundle:uninstall 7",
                "grep (bundle:uninstall 7)",
                "grep $(bundle:uninstall 7)",
                "list > etc/users/all.users",
                "x = list",
                "each [1 2] { bundle:uninstall $it }",
                "list & bundle:uninstall 7",
                "nothing-known",
                "$x list",
                "list | nothing-known",
                ""
            })
    void recognizesChangingLines(String text) {
        assertFalse(line(text).isReadOnly(), text);
    }

    @Test
    void recordsCommandsWithoutArguments() {
        assertEquals(
                List.of("bundle:uninstall", "shell:exec", "bundle:list"),
                line("list; bundle:uninstall 7 | exec rm 0499370899").commands());
        assertEquals(List.of("unknown"), line("hunter2").commands());
        assertEquals(
                List.of("unknown", "shell:exec"), line("each [1] { exec rm }").commands());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config:property-set -p city.pishkhan.sms password hunter2 | config:property-set -p city.pishkhan.sms password ***",
                "config:property-set -p city.pishkhan.sms api.token=hunter2 | config:property-set -p city.pishkhan.sms api.token=***",
                "config:property-set -p city.pishkhan.sms secret 'hunter 2' | config:property-set -p city.pishkhan.sms secret ***",
                "shell:exec curl -u a:hunter2 x | shell:exec***",
                "exec curl -u a:hunter2 x | exec***",
                "jaas:user-add a hunter2 | jaas:***",
                "bundle:install mvn:a/b/1 | bundle:install mvn:a/b/1",
                "bundle:install https://user:hunter2@host/x.jar | bundle:install https://***@host/x.jar",
                "hunter2 | ***",
            })
    void masksSecrets(String text, String masked) {
        assertEquals(masked, line(text).masked());
    }

    @Test
    void logsLineWithoutBreaksAndTruncated() {
        String masked = line("bundle:uninstall 7\n2026-01-01 INFO all is well" + "x".repeat(1_000))
                .masked();
        assertFalse(masked.contains("\n"), masked);
        assertTrue(masked.length() < 400, masked);
    }
}
