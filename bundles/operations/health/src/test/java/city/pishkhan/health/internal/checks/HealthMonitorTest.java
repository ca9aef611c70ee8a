package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.health.HealthReports.Report;
import city.pishkhan.health.internal.AnsweringProxy;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.HealthCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class HealthMonitorTest {

    private final MetricsRegistry metrics =
            new MetricsRegistry(AnsweringProxy.of(BundleContext.class, (name, args) -> null));
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<HealthCheck> checks =
            new ArrayList<>(List.of(check("broker"), check("database"), check("routes")));
    private final List<HealthWatch> watches = new ArrayList<>();
    private HealthMonitor monitor;

    @AfterEach
    void stop() {
        end.countDown();
        monitor.stop();
    }

    private static HealthCheck check(String name) {
        return check(name, Optional::empty, List::of);
    }

    private static HealthCheck check(
            String name, Supplier<Optional<String>> problem, Supplier<List<HealthWarning>> warnings) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> problem() {
                return problem.get();
            }

            @Override
            public List<HealthWarning> warnings() {
                return warnings.get();
            }
        };
    }

    private static HealthWatch watch(String name, Supplier<List<HealthWarning>> warnings) {
        return new HealthWatch() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<HealthWarning> warnings() {
                return warnings.get();
            }
        };
    }

    private <T> T hang(T answer) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private Report report() {
        if (monitor == null) {
            monitor = new HealthMonitor(metrics, checks, watches);
        }
        return monitor.report();
    }

    @Test
    void isDownWithoutRequiredChecks() {
        checks.clear();
        assertEquals(Optional.of("not there yet"), report().problems().get("database"));
        assertFalse(report().isUp());
    }

    @Test
    void hangingCheckIsDownAndOtherChecksAnswer() {
        checks.set(1, check("database", () -> hang(Optional.empty()), List::of));
        for (int i = 0; i < 10; i++) {
            checks.add(check("one-" + i, Optional::empty, () -> hang(List.of())));
        }
        Report report = report();
        assertFalse(report.isUp());
        assertTrue(report.problems().get("database").orElseThrow().startsWith("does not answer since "));
        assertEquals(Optional.empty(), report.problems().get("broker"));
        HealthWarning silent = report.warnings().get("one-3").get(0);
        assertEquals("silent", silent.kind());
        assertNotNull(silent.since());
        end.countDown();
        org.awaitility.Awaitility.await().until(() -> report().isUp());
    }

    @Test
    void keepsWarningsOfHangingCheck() {
        boolean[] hangs = {false};
        HealthWarning open = new HealthWarning("breaker-open", "gas", text("open"), null, text("e"), text("r"));
        checks.add(check("agencies", Optional::empty, () -> hangs[0] ? hang(List.of()) : List.of(open)));
        Instant since = report().warnings().get("agencies").get(0).since();
        hangs[0] = true;
        List<HealthWarning> now = report().warnings().get("agencies");
        assertEquals(
                List.of("breaker-open", "silent"),
                now.stream().map(HealthWarning::kind).toList());
        assertEquals(since, now.get(0).since());
        assertTrue(report().isUp(), "a warning takes no hub down");
    }

    @Test
    void warningKeepsTimeOfFirstReport() {
        List<HealthWarning> now =
                new ArrayList<>(List.of(new HealthWarning("a", "x", text("w"), null, text(""), text(""))));
        watches.add(watch("keys", () -> List.copyOf(now)));
        Instant first = report().warnings().get("keys").get(0).since();
        now.add(new HealthWarning("a", "y", text("w"), Instant.EPOCH, text(""), text("")));
        List<HealthWarning> both = report().warnings().get("keys");
        assertEquals(
                List.of(first, Instant.EPOCH),
                both.stream().map(HealthWarning::since).toList());
        now.clear();
        assertEquals(null, report().warnings().get("keys"));
        now.add(new HealthWarning("a", "x", text("w"), null, text(""), text("")));
        assertTrue(report().warnings().get("keys").get(0).since().isAfter(first), "it began anew");
    }

    @Test
    void exportsChecksAndWarningsAsMetrics() {
        HealthWarning one = new HealthWarning("refused", "a", text("w"), null, text(""), text(""));
        checks.add(check("route-files", Optional::empty, () -> List.of(one, one)));
        checks.set(0, check("broker", () -> Optional.of("gone"), List::of));
        report();
        String scraped = metrics.scrape();
        assertTrue(scraped.contains("pishkhan_health_warnings{check=\"route-files\",kind=\"refused\"} 2"), scraped);
        assertTrue(scraped.contains("pishkhan_health_up{check=\"broker\"} 0"), scraped);
        assertTrue(scraped.contains("pishkhan_health_up{check=\"routes\"} 1"), scraped);
    }

    /** A check that throws an exception is reported as down. */
    @Test
    void failingCheckIsDown() {
        checks.set(
                1,
                check(
                        "database",
                        () -> {
                            throw new IllegalStateException("x");
                        },
                        List::of));
        assertEquals(Optional.of("the check itself fails"), report().problems().get("database"));
    }

    @Test
    void keepsWarningsOfFailingCheck() {
        boolean[] fails = {false};
        HealthWarning paused = new HealthWarning("paused", "gas", text("paused"), Instant.EPOCH, text("e"), text("r"));
        checks.add(check("agencies", Optional::empty, () -> {
            if (fails[0]) {
                throw new IllegalStateException("no connection");
            }
            return List.of(paused);
        }));
        report();
        fails[0] = true;
        HealthWarning failing = report().warnings().get("agencies").get(1);
        assertEquals(paused, report().warnings().get("agencies").get(0));
        assertTrue(failing.what().english().startsWith("this check has failed since "), failing::toString);
        assertEquals(failing, report().warnings().get("agencies").get(1), "since the first time");
        assertTrue(report().isUp());
        fails[0] = false;
        assertEquals(List.of(paused), report().warnings().get("agencies"));
    }

    private static Text text(String said) {
        return new Text(said, said);
    }
}
