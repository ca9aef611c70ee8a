package city.pishkhan.shell.agencies;

import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Returns dead letters to their queues. */
@Service
@Command(scope = "pishkhan", name = "dead-replay", description = "Puts undeliverable messages back into their queues")
public class DeadReplayCommand extends HubCommand {
    @Reference
    DeadLetters letters;

    @Argument(name = "id|all", description = "Id of the message, as shown by dead-list, or all", required = true)
    String id;

    @Override
    protected void run() {
        int replayed = 1;
        if (id.equals("all")) {
            replayed = letters.replayAll(operator());
        } else {
            letters.replay(operator(), id);
        }
        session.getConsole().println("Back in their queues: " + replayed);
    }
}
