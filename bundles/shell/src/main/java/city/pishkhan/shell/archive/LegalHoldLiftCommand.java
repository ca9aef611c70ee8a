package city.pishkhan.shell.archive;

import city.pishkhan.archive.ArchiveRetention;
import city.pishkhan.archive.ArchiveRetention.Order;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends a legal hold. */
@Service
@Command(
        scope = "pishkhan",
        name = "legal-hold-lift",
        description = "Ends a legal hold, by an order; others on the same unit stay. Journaled")
public class LegalHoldLiftCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(name = "hold", description = "Its number, as legal-hold-list has it", required = true)
    long hold;

    @Option(name = "--order", description = "Number of the order", required = true)
    String order;

    @Option(name = "--authority", description = "Who gave it", required = true)
    String authority;

    @Option(name = "--reason", description = "Why, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        retention.lift(operator(), hold, new Order(order, authority), reason);
        session.getConsole().println("Legal hold " + hold + " is lifted");
    }
}
