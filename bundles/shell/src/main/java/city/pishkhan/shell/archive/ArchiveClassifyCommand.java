package city.pishkhan.shell.archive;

import city.pishkhan.archive.ArchiveRetention;
import city.pishkhan.archive.ArchiveUnit;
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
        description =
                "Sets how confidential a dossier or a document is; of the two levels the higher counts. Journaled")
public class ArchiveClassifyCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(name = "unit", description = "As archive-show has it, e.g. document:4021", required = true)
    String unit;

    @Argument(
            index = 1,
            name = "level",
            description =
                    "0 open to cases, 1 with the yes of whom it is of, 2 to no case of an office, 3 to the records authority alone",
            required = true)
    int level;

    @Option(name = "--reason", description = "Why, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        retention.classify(operator(), ArchiveUnit.parse(unit), level, reason);
        session.getConsole().println("Confidentiality " + level);
    }
}
