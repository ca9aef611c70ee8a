package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveRetention.Order;
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
        description = "Lifts a legal hold by an order; other holds of the same dossier or document remain. Journaled")
public class LegalHoldLiftCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(name = "hold", description = "Number of the legal hold, as shown by legal-hold-list", required = true)
    long hold;

    @Option(name = "--order", description = "Number of the order", required = true)
    String order;

    @Option(name = "--authority", description = "Authority that gave the order", required = true)
    String authority;

    @Option(name = "--reason", description = "Reason, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        retention.liftHold(operator(), hold, new Order(order, authority), reason);
        session.getConsole().println("Legal hold " + hold + " is lifted");
    }
}
