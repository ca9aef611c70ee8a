package city.pishkhan.shell;

import city.pishkhan.api.governance.HubMode;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.startup.Participation;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Shows the mode of the hub (demo or production), quarantine and safe mode in the shell's prompt. The prompt is updated
 * after each command; at login {@code etc/shell.init.script} sets it.
 */
@Component(service = CommandSessionListener.class)
public final class StatePrompt implements CommandSessionListener {
    private static final String PROMPT = "PROMPT";
    /** Prompt of the session without the state. */
    private static final String PLAIN = "pishkhan.prompt";
    /** As in Karaf's {@code ConsoleSessionImpl}. */
    private static final String KARAF = "\u001b[1m${USER}\u001b[0m@${APPLICATION}(${SUBSHELL})> ";

    private static final String RED = "\u001b[1;31m";
    private static final String RESET = "\u001b[0m";

    private final BundleGuard guard;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HubMode hubMode;

    @Activate
    public StatePrompt(@Reference BundleGuard guard) {
        this.guard = guard;
    }

    private String mode() {
        HubMode known = hubMode;
        return known == null
                ? ""
                : known.mode().map(mode -> "[" + mode.code() + "] ").orElse("");
    }

    private String state() {
        boolean isQuarantined = Participation.isQuarantined() && !Participation.isUndecided();
        String cause = Participation.cause();
        String quarantine = cause.isEmpty() ? "[QUARANTINE] " : "[QUARANTINE: " + cause + "] ";
        return mode() + (isQuarantined ? quarantine : "") + (guard.isSafeMode() ? "[SAFE MODE] " : "");
    }

    private void update(CommandSession session) {
        String state = state();
        Object now = session.get(PROMPT);
        if (now == null && state.isEmpty()) {
            // there is neither a state nor a prompt yet; Karaf sets its own prompt later
            return;
        }
        Object plain = session.get(PLAIN);
        if (now == null || plain == null || !now.toString().endsWith(plain.toString())) {
            // this is the first command, or the operator has set another prompt
            plain = now == null ? KARAF : now;
        }
        String wanted = state.isEmpty() ? plain.toString() : RED + state + RESET + plain;
        if (!wanted.equals(now)) {
            session.put(PLAIN, plain);
            session.put(PROMPT, wanted);
        }
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        // nothing to do: the state can change while the command runs
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
        update(session);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        update(session);
    }
}
