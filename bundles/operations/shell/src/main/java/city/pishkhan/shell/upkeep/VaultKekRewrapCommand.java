package city.pishkhan.shell.upkeep;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.VaultKeys;
import city.pishkhan.shell.HubCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Wraps this node's master keys with the current key-encryption key. */
@Service
@Command(
        scope = "pishkhan",
        name = "vault-kek-rewrap",
        description =
                "Wraps this node's master keys of personal data with the current key-encryption key; journaled. Can be repeated")
public class VaultKekRewrapCommand extends HubCommand {
    @Reference
    VaultKeys keys;

    @Reference
    HubJournal journal;

    @Override
    protected void run() {
        VaultKeys.WrappedMasters done = keys.wrapMasters(operator());
        journal.record("vault.kek-rewrapped", operator(), Map.of("kek", done.kek(), "files", done.files()));
        session.getConsole()
                .println(String.join(", ", done.files()) + ": wrapped with the key-encryption key " + done.kek());
    }
}
