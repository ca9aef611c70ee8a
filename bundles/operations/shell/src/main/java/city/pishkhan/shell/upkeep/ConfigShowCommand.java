package city.pishkhan.shell.upkeep;

import city.pishkhan.configuration.EffectiveConfiguration;
import city.pishkhan.configuration.EffectiveConfiguration.Row;
import city.pishkhan.configuration.KnownBundles;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Shows the effective configuration and the source of each value: file or default. Secrets are masked. */
@Service
@Command(
        scope = "pishkhan",
        name = "config-show",
        description = "Shows each key of the hub's configurations: value, source, default, meaning; secrets masked")
public class ConfigShowCommand extends HubCommand {
    @Reference
    ConfigurationAdmin configurations;

    @Reference
    BundleContext framework;

    @Argument(
            name = "pid or file",
            description =
                    "e.g. city.pishkhan.agency~gas, city.pishkhan.agency or city.pishkhan.agency-gas.cfg; default: all")
    String wanted;

    @Override
    protected void run() {
        List<Row> rows = new EffectiveConfiguration(new KnownBundles(framework).keys()).rows(configurations, wanted);
        if (rows.isEmpty() && wanted != null) {
            throw new IllegalArgumentException("No component reads " + wanted);
        }
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Configuration", "Key", "Value", "Source", "Default", "Meaning"}) {
            table.column(column);
        }
        table.emptyTableText("No configurations");
        rows.forEach(row -> table.addRow()
                .addContent(row.pid(), row.key(), row.value(), row.source(), row.defaultValue(), row.description()));
        table.print(session.getConsole());
    }
}
