package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.Site;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pushes the answers that were not sent in the reply to the hub, until the hub acknowledges or rejects each. */
final class Pusher implements AutoCloseable {

    /** delay of the final answer after an extension */
    static final long EXTENSION_MS = 3_000;

    private static final long FIRST_RETRY_MS = 200;
    private static final long LAST_RETRY_MS = 10_000;

    private final Ledger ledger;
    private final HubDoor hub;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(4, task -> {
        Thread thread = new Thread(task, "pusher");
        thread.setDaemon(true);
        return thread;
    });

    Pusher(Site site) {
        ledger = site.ledger();
        hub = new HubDoor(site);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void later(Held one, long delayMs) {
        threads.schedule(() -> say(one, FIRST_RETRY_MS), delayMs, TimeUnit.MILLISECONDS);
    }

    private void say(Held one, long retryMs) {
        Decision decision;
        View view;
        synchronized (one) {
            if (!one.owes()) {
                return;
            }
            decision = one.toSay.peek();
            if (!one.nextIsSaid()) {
                ledger.append("answered", one.id, Map.of("digest", one.digest, "answer", decision));
                one.said = decision;
            }
            view = one.view();
        }
        try {
            settle(one, hub.push(view, decision, view.reference() + "-" + decision.verdict()), retryMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Held one, HubDoor.Outcome outcome, long retryMs) {
        if (!outcome.acknowledged() && !outcome.refused()) {
            threads.schedule(() -> say(one, Math.min(2 * retryMs, LAST_RETRY_MS)), retryMs, TimeUnit.MILLISECONDS);
            return;
        }
        synchronized (one) {
            ledger.append(
                    outcome.acknowledged() ? "acknowledged" : "refused",
                    one.id,
                    Map.of(
                            "status",
                            outcome.status(),
                            "body",
                            Json.MAPPER.getNodeFactory().textNode(outcome.body())));
            one.toSay.poll();
            if (one.owes()) {
                later(one, EXTENSION_MS);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
