package city.pishkhan.shell.journal;

import city.pishkhan.journal.Seals;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.WitnessFile;
import city.pishkhan.shell.HubCommand;
import city.pishkhan.verification.Report;
import city.pishkhan.verification.Trust;
import city.pishkhan.verification.Verifier;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Checks the whole journal against its seals, and the seals against a witness's copy.
 * Trusts the keys in this node's keystore unless a key file is given.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "journal-verify",
        description = "Checks the journal against its seals and a witness")
public class JournalVerifyCommand extends HubCommand {
    @Reference
    Seals seals;

    @Option(name = "--witness", description = "File with the last seal of a witness, or with several seals")
    String witness;

    @Option(name = "--key", description = "PEM file with the trusted public key; default: this node's keystore")
    String key;

    @Override
    protected void run() throws Exception {
        List<Seal> witnessed = witness == null ? List.of() : WitnessFile.read(Path.of(witness));
        Trust trust = new Trust(key == null ? seals.anchors() : Trust.read(Path.of(key)), seals.keys());
        Report report = Verifier.check(seals.source(), trust, witnessed);
        report.lines().forEach(session.getConsole()::println);
        if (!report.hasNoFindings()) {
            throw new IllegalStateException("The journal is not whole");
        }
    }
}
