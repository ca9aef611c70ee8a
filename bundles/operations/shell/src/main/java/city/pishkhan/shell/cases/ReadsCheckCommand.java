package city.pishkhan.shell.cases;

import city.pishkhan.api.persons.Readings;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Compares the log of accesses to personal data with the digests in the journal. */
@Service
@Command(
        scope = "pishkhan",
        name = "reads-check",
        description = "Compares the log of viewings of personal data with the digests in the journal")
public class ReadsCheckCommand extends HubCommand {
    @Reference
    Readings readings;

    @Override
    protected void run() {
        List<String> wrong = readings.check();
        wrong.forEach(session.getConsole()::println);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong.size() + " findings");
        }
        session.getConsole().println("The log of viewings matches the journal");
    }
}
