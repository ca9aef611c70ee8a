package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the dossiers and documents of an owner, without titles and notes. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-show",
        description = "Shows the dossiers and documents of an owner with retention and confidentiality")
public class ArchiveShowCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(name = "owner", description = "Renovation code, national or legal ID", required = true)
    String owner;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Unit", "In", "Number", "Kind", "Date", "Retained until", "Confidentiality", "Legal holds"
                }) {
            table.column(column);
        }
        table.emptyTableText("The archive has no documents of this owner");
        List<ArchiveRetention.Entry> entries = retention.entries(operator(), owner);
        entries.forEach(one -> table.addRow()
                .addContent(
                        one.unit(),
                        one.within() == null ? "" : one.within(),
                        one.number() == null ? "" : one.number(),
                        one.kind() == null ? "" : one.kind(),
                        one.dated() == null ? "" : one.dated(),
                        one.retainedUntil() == null ? "" : one.retainedUntil(),
                        one.confidentiality(),
                        one.holds()));
        table.print(session.getConsole());
        if (entries.size() == ArchiveRetention.MOST) {
            session.getConsole().println("There may be more than these " + ArchiveRetention.MOST);
        }
    }
}
