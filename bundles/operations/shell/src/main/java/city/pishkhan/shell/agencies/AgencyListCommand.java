package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Limits;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.shell.HubCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the agencies with the number of waiting inquiries and the reason for waiting. */
@Service
@Command(
        scope = "pishkhan",
        name = "agency-list",
        description =
                "Lists agencies with their waiting inquiries and the reason; consumers, circuit breaker and latency are those of this node")
public class AgencyListCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Reference
    BrokerAdmin broker;

    @Override
    protected void run() {
        Map<String, Long> depths = broker.queueDepths();
        ShellTable table = new ShellTable();
        for (String column : new String[] {
            "Agency",
            "Channel",
            "State",
            "Waiting",
            "Oldest",
            "In queue",
            "Unanswered",
            "Consumers",
            "Per second",
            "Until",
            "Latency ms",
            "Paused by, since, reason",
            "Limited by, since, reason",
            "Last error"
        }) {
            table.column(column);
        }
        table.emptyTableText("No inquiries were sent to agencies yet");
        agencies.list().forEach(s -> table.addRow().addContent(line(s, depths)));
        table.print(session.getConsole());
    }

    private static Object[] line(Status s, Map<String, Long> depths) {
        DispatchState consumption = s.dispatch();
        Pause pause = s.pause();
        Limits limits = s.limits();
        return new Object[] {
            s.agency(),
            s.channel(),
            s.state(),
            s.waiting(),
            text(s.oldest()),
            depths.getOrDefault(Queues.inquiries(s.agency()), 0L),
            s.unanswered(),
            consumption == null ? "" : consumption.consumers(),
            consumption == null || consumption.perSecond() == 0 ? "" : consumption.perSecond(),
            consumption == null ? "" : text(consumption.until()),
            consumption == null || consumption.latency() == null
                    ? ""
                    : consumption.latency().toMillis(),
            pause == null ? "" : pause.by() + ", " + pause.since() + ": " + pause.reason(),
            limits == null ? "" : limits.by() + ", " + limits.since() + ": " + limits.reason(),
            text(s.lastError())
        };
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
