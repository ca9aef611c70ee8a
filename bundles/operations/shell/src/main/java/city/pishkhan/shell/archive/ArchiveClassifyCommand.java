package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Sets the confidentiality level of a dossier or a document. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-classify",
        description = "Sets the confidentiality of a dossier or document; the higher level of both applies. Journaled")
public class ArchiveClassifyCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(
            name = "unit",
            description = "Dossier or document, as shown by archive-show, e.g. document:4021",
            required = true)
    String unit;

    @Argument(
            index = 1,
            name = "level",
            description =
                    "0: available to cases; 1: with the consent of its person; 2: not to cases of offices; 3: only to the records authority",
            required = true)
    int level;

    @Option(name = "--reason", description = "Reason, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        retention.classify(operator(), ArchiveUnit.parse(unit), level, reason);
        session.getConsole().println("Confidentiality " + level);
    }
}
