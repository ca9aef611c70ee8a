package city.pishkhan.cluster.command;

import city.pishkhan.cluster.internal.FileReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * Lists the folders, files and environment variables of this node that a second node needs. Contents are not printed.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "cluster-needs",
        description =
                "Lists the requirements of a second node: folders to copy, and files and variables that the configuration refers to")
public class ClusterNeedsCommand implements Action {
    @Reference
    Session session;

    @Override
    public @Nullable Object execute() throws IOException {
        Path etc = folder("karaf.etc");
        Path data = folder("karaf.data");
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Copy", "Configured by", "Present"}) {
            table.column(column);
        }
        addRow(table, etc.toString(), "", Files.isDirectory(etc));
        for (String keys : new String[] {"pishkhan", "archive-keys"}) {
            addRow(table, data.resolve(keys).toString(), "", Files.isDirectory(data.resolve(keys)));
        }
        for (FileReferences.Reference one : new FileReferences(etc, data, folder("karaf.base")).all()) {
            addRow(
                    table,
                    one.file() ? one.target() : "variable " + one.target(),
                    one.configuration() + " " + one.key(),
                    one.file() ? Files.exists(Path.of(one.target())) : System.getenv(one.target()) != null);
        }
        table.print(session.getConsole());
        return null;
    }

    private static void addRow(ShellTable table, String copy, String named, boolean here) {
        table.addRow().addContent(copy, named, here ? "yes" : "missing");
    }

    private static Path folder(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    }
}
