package city.pishkhan.shell.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.messaging.Notifications;
import city.pishkhan.api.messaging.Notifications.Row;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists messages to citizens, newest first, with masked mobile numbers. */
@Service
@Command(scope = "pishkhan", name = "notice-list", description = "Lists messages (SMS) to citizens, newest first")
public class NoticeListCommand extends HubCommand {
    @Reference
    Notifications notifications;

    @Option(name = "--state", description = "waiting, sent, refused, expired or unreachable")
    String state;

    @Option(name = "--limit", description = "Maximum number of lines, 1 to 200")
    int limit = 50;

    @Override
    protected void run() {
        Page<Row> page = notifications.list(state, null, limit);
        ShellTable table = new ShellTable();
        for (String column : new String[] {
            "Message", "Case", "Event", "State", "Attempts", "Mobile", "Created", "Sent", "Next", "Last error"
        }) {
            table.column(column);
        }
        table.emptyTableText("No messages match");
        page.items().forEach(m -> table.addRow()
                .addContent(
                        m.id(),
                        m.caseNumber(),
                        m.event(),
                        m.state(),
                        m.attempts(),
                        text(m.mobile()),
                        m.created(),
                        text(m.sent()),
                        text(m.next()),
                        text(m.lastError())));
        table.print(session.getConsole());
        if (page.next() != null) {
            session.getConsole().println("… more: increase --limit or choose a state");
        }
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
