package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.Site;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Pushes answers that were not part of the partner's reply to the hub, and retries until the hub acknowledges or
 * rejects them.
 */
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

    void schedule(PartnerInquiry one, long delayMs) {
        threads.schedule(() -> push(one, FIRST_RETRY_MS), delayMs, TimeUnit.MILLISECONDS);
    }

    private void push(PartnerInquiry one, long retryMs) {
        Decision decision;
        View view;
        synchronized (one) {
            if (!one.hasPendingAnswer()) {
                return;
            }
            decision = one.pending.peek();
            if (!one.isNextRecorded()) {
                ledger.append("answered", one.id, Map.of("digest", one.digest, "answer", decision));
                one.lastAnswer = decision;
            }
            view = one.view();
        }
        try {
            settle(one, hub.push(view, decision, view.reference() + "-" + decision.verdict()), retryMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(PartnerInquiry one, HubDoor.Outcome outcome, long retryMs) {
        if (!outcome.isAcknowledged() && !outcome.isRejected()) {
            threads.schedule(() -> push(one, Math.min(2 * retryMs, LAST_RETRY_MS)), retryMs, TimeUnit.MILLISECONDS);
            return;
        }
        synchronized (one) {
            ledger.append(
                    outcome.isAcknowledged() ? "acknowledged" : "refused",
                    one.id,
                    Map.of(
                            "status",
                            outcome.status(),
                            "body",
                            Json.MAPPER.getNodeFactory().textNode(outcome.body())));
            one.pending.poll();
            if (one.hasPendingAnswer()) {
                schedule(one, EXTENSION_MS);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
