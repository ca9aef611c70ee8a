package city.pishkhan.cases.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.CaseChanges.KnownVersion;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.cases.internal.views.CaseChangeWatch;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that wait for a case are notified after it has changed, and not before. */
class CaseChangeWatchTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CasesHarness hub = CasesHarness.shared();
    private final CaseChangeWatch watch = new CaseChangeWatch(hub.store);
    private final AtomicInteger notifications = new AtomicInteger();

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void notifiesOnceWhenCaseChanges() {
        CaseView view = PermitCase.open(hub, 4).view();
        AtomicInteger other = new AtomicInteger();
        KnownVersion known = new KnownVersion(view.id(), view.version());
        watch.runOnChange(known, LONG, notifications::incrementAndGet);
        watch.runOnChange(known, LONG, notifications::incrementAndGet);
        CaseView second = PermitCase.open(hub, 4).view();
        watch.runOnChange(new KnownVersion(second.id(), second.version()), LONG, other::incrementAndGet);
        assertEquals(0, notifications.get());
        hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), "sold");
        await().atMost(10, SECONDS).untilAtomic(notifications, org.hamcrest.Matchers.is(2));
        watch.stop();
        assertEquals(2, notifications.get());
        assertEquals(1, other.get(), "a listener that cannot be notified later is notified now");
    }

    @Test
    void notifiesImmediatelyIfVersionIsOutdated() {
        CaseView view = PermitCase.open(hub, 4).view();
        watch.runOnChange(new KnownVersion(view.id(), view.version() - 1), LONG, notifications::incrementAndGet);
        watch.runOnChange(new KnownVersion(UUID.randomUUID(), 1), LONG, notifications::incrementAndGet);
        await().atMost(10, SECONDS).untilAtomic(notifications, org.hamcrest.Matchers.is(2));
    }

    @Test
    void notifiesAfterTimeout() {
        CaseView view = PermitCase.open(hub, 4).view();
        watch.runOnChange(new KnownVersion(view.id(), view.version()), Duration.ofMillis(1), () -> {
            notifications.incrementAndGet();
            throw new IllegalStateException("the caller has gone");
        });
        watch.runOnChange(
                new KnownVersion(view.id(), view.version()), Duration.ofMillis(1), notifications::incrementAndGet);
        await().atMost(10, SECONDS).untilAtomic(notifications, org.hamcrest.Matchers.is(2));
    }
}
