package city.pishkhan.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.startup.Participation;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatePromptTest {
    private static final String KARAF = "\u001b[1m${USER}\u001b[0m@${APPLICATION}(${SUBSHELL})> ";

    private final Map<Object, Object> variables = new HashMap<>();
    private final CommandSession session = (CommandSession) Proxy.newProxyInstance(
            CommandSession.class.getClassLoader(),
            new Class<?>[] {CommandSession.class},
            (proxy, method, arguments) -> method.getName().equals("put")
                    ? variables.put(arguments[0], arguments[1])
                    : variables.get(arguments[0]));
    private boolean safeMode;
    private final StatePrompt prompt = new StatePrompt((BundleGuard) Proxy.newProxyInstance(
            BundleGuard.class.getClassLoader(),
            new Class<?>[] {BundleGuard.class},
            (proxy, method, arguments) -> safeMode));

    @AfterEach
    void release() {
        Participation.quarantine(false);
    }

    /** Returns the prompt after a command without its colours. */
    private String after() {
        prompt.beforeExecute(session, "bundle:list");
        prompt.afterExecute(session, "bundle:list", (Object) null);
        Object now = variables.getOrDefault("PROMPT", KARAF);
        return now.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void quarantineAndSafeModeAreShownUntilTheyEnd() {
        assertEquals("${USER}@${APPLICATION}(${SUBSHELL})> ", after());
        Participation.quarantine(true);
        safeMode = true;
        for (int command = 0; command < 2; command++) {
            assertEquals("[QUARANTINE] [SAFE MODE] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
        }
        safeMode = false;
        assertEquals("[QUARANTINE] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
        Participation.quarantine(false);
        assertEquals("${USER}@${APPLICATION}(${SUBSHELL})> ", after());
    }

    @Test
    void theCauseOfAQuarantineIsShown() {
        Participation.quarantine(true, "overtaken");
        assertEquals("[QUARANTINE: overtaken] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
    }

    @Test
    void aPromptOfTheOperatorsOwnStays() {
        Participation.quarantine(true);
        variables.put("PROMPT", "sara> ");
        assertEquals("[QUARANTINE] sara> ", after());
        variables.put("PROMPT", "mine> ");
        assertEquals("[QUARANTINE] mine> ", after());
        Participation.quarantine(false);
        assertEquals("mine> ", after());
    }
}
