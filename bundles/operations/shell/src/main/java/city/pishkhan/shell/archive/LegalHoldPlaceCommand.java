package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveRetention.Order;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Places a legal hold on a dossier or a document, which prevents its destruction. */
@Service
@Command(
        scope = "pishkhan",
        name = "legal-hold-place",
        description =
                "Places a legal hold on a dossier or document by an order, which prevents its destruction. Journaled")
public class LegalHoldPlaceCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(
            name = "unit",
            description = "Dossier or document, as shown by archive-show, e.g. dossier:17",
            required = true)
    String unit;

    @Option(name = "--order", description = "Number of the order", required = true)
    String order;

    @Option(name = "--authority", description = "Authority that gave the order", required = true)
    String authority;

    @Option(name = "--reason", description = "Reason, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        long hold = retention.placeHold(operator(), ArchiveUnit.parse(unit), new Order(order, authority), reason);
        session.getConsole().println("Legal hold " + hold + " on " + unit);
    }
}
