package city.pishkhan.shell;

import city.pishkhan.api.cases.Inquiries;
import city.pishkhan.api.cases.Inquiries.Load;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.platform.artemis.BrokerAdmin;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists agencies and what waits for each. */
@Service
@Command(scope = "pishkhan", name = "agency-list", description = "Lists agencies and what waits for each")
public class AgencyListCommand extends HubCommand {
    @Reference
    Inquiries inquiries;

    @Reference
    BrokerAdmin broker;

    @Override
    void run() {
        Map<String, Load> loads = inquiries.loads().stream()
                .collect(Collectors.toMap(Load::agency, Function.identity(), (a, b) -> a, TreeMap::new));
        Map<String, Long> depths = broker.queueDepths();
        depths.keySet().stream()
                .filter(q -> q.startsWith(Queues.INQUIRY))
                .map(q -> q.substring(Queues.INQUIRY.length()))
                .forEach(agency -> loads.putIfAbsent(agency, new Load(agency, 0, 0, 0, null)));
        ShellTable table = new ShellTable();
        for (String column : new String[] {
            "Agency", "Queued", "Dispatched", "Delivered", "In queue", "Oldest", "Overdue", "Not reached since"
        }) {
            table.column(column);
        }
        table.emptyTableText("No agency has been asked yet");
        loads.values().forEach(l -> table.addRow()
                .addContent(
                        l.agency(),
                        l.queued(),
                        l.dispatched(),
                        l.delivered(),
                        depths.getOrDefault(Queues.inquiries(l.agency()), 0L),
                        l.oldest() == null ? "" : l.oldest(),
                        l.overdue(),
                        l.unreached() == null ? "" : l.unreached()));
        table.print(session.getConsole());
    }
}
