package city.pishkhan.shell.upkeep;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.VaultKeys;
import city.pishkhan.shell.HubCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Wraps the keys of personal data with the configured master key, or with a newly generated one. */
@Service
@Command(
        scope = "pishkhan",
        name = "vault-rewrap",
        description =
                "Re-encrypts all keys of personal data with the configured master key or a newly generated one; journaled. Can be repeated")
public class VaultRewrapCommand extends HubCommand {
    @Reference
    VaultKeys keys;

    @Reference
    HubJournal journal;

    @Override
    protected void run() {
        VaultKeys.Rewrapped done = keys.rewrap(operator());
        journal.record("vault.rewrapped", operator(), Map.of("master", done.master(), "keys", done.keys()));
        session.getConsole().println(done.keys() + " keys are encrypted with the master key " + done.master());
        keys.masters().forEach((master, count) -> session.getConsole().println(master + "  " + count + " keys"));
    }
}
