package city.pishkhan.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.governance.HubMode;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.stubs.Stubs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatePromptTest {
    private static final String KARAF = "\u001b[1m${USER}\u001b[0m@${APPLICATION}(${SUBSHELL})> ";

    private final Map<Object, Object> variables = new HashMap<>();
    private final CommandSession session = session();
    private boolean safeMode;
    private final StatePrompt prompt = new StatePrompt(guard());

    private CommandSession session() {
        CommandSession session = Stubs.strict(CommandSession.class);
        doAnswer(call -> variables.put(call.getArgument(0), call.getArgument(1)))
                .when(session)
                .put(any(), any());
        doAnswer(call -> variables.get(call.getArgument(0))).when(session).get(any());
        return session;
    }

    private BundleGuard guard() {
        BundleGuard guard = Stubs.strict(BundleGuard.class);
        doAnswer(call -> safeMode).when(guard).isSafeMode();
        return guard;
    }

    @AfterEach
    void release() {
        Participation.quarantine(false);
    }

    /** Runs a shell command and returns the prompt shown after the command, without colours. */
    private String after() {
        prompt.beforeExecute(session, "bundle:list");
        prompt.afterExecute(session, "bundle:list", (Object) null);
        Object now = variables.getOrDefault("PROMPT", KARAF);
        return now.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void promptShowsQuarantineAndSafeModeUntilTheyEnd() {
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
    void promptShowsCauseOfQuarantine() {
        Participation.quarantine(true, "overtaken");
        assertEquals("[QUARANTINE: overtaken] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
    }

    @Test
    void promptShowsModeOfFoundedHub() {
        prompt.hubMode = Optional::empty;
        assertEquals("${USER}@${APPLICATION}(${SUBSHELL})> ", after());
        prompt.hubMode = () -> Optional.of(HubMode.Mode.DEMO);
        assertEquals("[demo] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
        Participation.quarantine(true);
        assertEquals("[demo] [QUARANTINE] ${USER}@${APPLICATION}(${SUBSHELL})> ", after());
    }

    @Test
    void keepsPromptOfOperator() {
        Participation.quarantine(true);
        variables.put("PROMPT", "sara> ");
        assertEquals("[QUARANTINE] sara> ", after());
        variables.put("PROMPT", "mine> ");
        assertEquals("[QUARANTINE] mine> ", after());
        Participation.quarantine(false);
        assertEquals("mine> ", after());
    }
}
