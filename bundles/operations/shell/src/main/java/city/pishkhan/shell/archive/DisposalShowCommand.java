package city.pishkhan.shell.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.keeping.ArchiveDisposals.Line;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows a disposal list with its documents. */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-show",
        description = "Shows a disposal list, with the reasons for excluded documents")
public class DisposalShowCommand extends HubCommand {
    @Reference
    ArchiveDisposals disposals;

    @Argument(name = "list", description = "List, as shown by disposal-list", required = true)
    String list;

    @Option(name = "--limit", description = "Maximum number of shown documents")
    int limit = 50;

    @Option(name = "--after", description = "Continues after this document, e.g. document:4021")
    String after;

    /** @throws Refusal NOT_FOUND if the text is not a valid list id */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("disposal");
        }
    }

    @Override
    protected void run() {
        UUID id = id(list);
        Disposal one = disposals.find(operator(), id);
        DisposalText.print(session.getConsole(), one, disposals.reasons(operator(), id));
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Document", "Dossier", "Kind", "Retained until", "State", "Reason"}) {
            table.column(column);
        }
        long from = after == null ? Long.MIN_VALUE : ArchiveUnit.parse(after).number();
        List<Line> lines = disposals.lines(operator(), id, from, limit);
        lines.forEach(line -> table.addRow()
                .addContent(
                        line.document(),
                        line.dossier(),
                        line.kind(),
                        line.keptUntil(),
                        line.state(),
                        line.reason() == null ? "" : line.reason()));
        table.print(session.getConsole());
        if (lines.size() == limit) {
            session.getConsole()
                    .println("Continue with --after " + lines.get(limit - 1).document());
        }
    }
}
