package city.pishkhan.shell.journal;

import city.pishkhan.journal.Seals;
import city.pishkhan.journal.WitnessState;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.shell.HubCommand;
import city.pishkhan.verification.Trust;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows the newest seals of the journal and the keys that sign them. */
@Service
@Command(scope = "pishkhan", name = "journal-seals", description = "Shows the journal's newest seals and its keys")
public class JournalSealsCommand extends HubCommand {
    @Reference
    Seals seals;

    @Option(name = "--limit", description = "Number of seals")
    int limit = 20;

    @Override
    protected void run() {
        PrintStream out = session.getConsole();
        seals.newest(Math.max(1, limit))
                .forEach(s -> out.println(s.number() + "  " + s.from() + "-" + s.to() + "  " + s.at() + "  key "
                        + s.key() + "  " + s.hash()));
        out.println(seals.unsealed() + " entries wait for the next seal");
        seals.witnesses().forEach(w -> out.println(line(w)));
        for (SealKey key : seals.keys()) {
            out.println("Key " + key.number() + "  " + key.id() + "  since " + key.at() + "  " + key.reason()
                    + (key.previous().isEmpty() ? "" : ", signed by " + key.previous()));
            out.print(Trust.pem(key.key()));
        }
    }

    private static String line(WitnessState w) {
        return "Witness " + w.name() + "  "
                + (w.seal() == 0 ? "has no seal yet" : "has seal " + w.seal() + " since " + w.lastDelivery())
                + (w.behind() == 0 ? "" : ", " + w.behind() + " behind")
                + (w.error() == null ? "" : ", attempt " + w.attempts() + ": " + w.error())
                + (w.alarm() == null ? "" : "  ALARM: " + w.alarm());
    }
}
