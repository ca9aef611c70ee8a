package city.pishkhan.shell.people;

import city.pishkhan.api.security.Access;
import city.pishkhan.shell.HubCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Prints the table of operations, roles and scopes, whole or filtered by one role or by the beginning of an operation's name. */
@Service
@Command(
        scope = "pishkhan",
        name = "access-show",
        description = "Shows which roles may call which operations: own, masked or all; all other calls are rejected")
public class AccessShowCommand extends HubCommand {
    @Reference
    Access access;

    @Argument(name = "what", description = "A kind of role (office, oversight …) or the prefix of an operation's name")
    String what;

    @Override
    protected void run() {
        Map<String, Map<String, String>> all = access.table();
        boolean role = what != null && all.values().stream().anyMatch(row -> row.containsKey(what));
        ShellTable table = new ShellTable();
        table.emptyTableText("Unknown role or operation");
        if (role) {
            table.column("Operation of " + what);
            table.column("Scope");
            all.forEach((operation, row) -> {
                if (row.containsKey(what)) {
                    table.addRow().addContent(operation, row.get(what));
                }
            });
        } else {
            print(table, all);
        }
        table.print(session.getConsole());
    }

    private void print(ShellTable table, Map<String, Map<String, String>> all) {
        TreeSet<String> kinds = new TreeSet<>();
        all.values().forEach(row -> kinds.addAll(row.keySet()));
        table.column("Operation");
        kinds.forEach(table::column);
        all.forEach((operation, row) -> {
            if (what == null || operation.startsWith(what)) {
                List<Object> cells = new ArrayList<>(List.of(operation));
                kinds.forEach(kind -> cells.add(row.getOrDefault(kind, "-")));
                table.addRow().addContent(cells);
            }
        });
    }
}
