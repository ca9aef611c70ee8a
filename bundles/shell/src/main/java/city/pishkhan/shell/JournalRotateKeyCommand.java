package city.pishkhan.shell;

import city.pishkhan.evidence.SealKey;
import city.pishkhan.journal.Seals;
import city.pishkhan.verification.Trust;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Makes a new key for seals; the old one introduces it. */
@Service
@Command(scope = "pishkhan", name = "journal-rotate-key", description = "Seals by a new key from now on")
public class JournalRotateKeyCommand extends HubCommand {
    @Reference
    Seals seals;

    @Argument(name = "reason", description = "Why; published with the key, so name nobody", required = true)
    String reason;

    @Override
    void run() {
        SealKey key = seals.rotate(operator(), reason);
        session.getConsole()
                .println("Key " + key.number() + " signs from now on: " + key.id()
                        + (key.previous().isEmpty()
                                ? ". NOBODY INTRODUCED IT: hand it to all who check"
                                : ", introduced by " + key.previous()));
        session.getConsole().print(Trust.pem(key.key()));
    }
}
