package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class BacklogCheckTest {
    private static final Instant NOW = Instant.parse("2026-05-02T08:00:00Z");

    private BacklogWatch.Backlog backlog = BacklogWatch.Backlog.NONE;

    private final MetricsRegistry metrics =
            new MetricsRegistry(AnsweringProxy.of(BundleContext.class, (name, args) -> null));
    private final BacklogCheck check = new BacklogCheck(metrics, Clock.fixed(NOW, ZoneOffset.UTC), new BacklogWatch() {
        @Override
        public String backlogName() {
            return "outbox";
        }

        @Override
        public Backlog backlog() {
            return backlog;
        }

        @Override
        public Duration longestWait() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Text description() {
            return new Text("outbox", "صندوق");
        }

        @Override
        public Text effect() {
            return new Text("e", "ا");
        }

        @Override
        public Text remedy() {
            return new Text("r", "چ");
        }
    });

    @Test
    void warnsWhenOldestItemWaitsTooLong() {
        assertEquals(List.of(), check.warnings());
        backlog = new BacklogWatch.Backlog(70, NOW.minusSeconds(59));
        assertEquals(List.of(), check.warnings(), "many wait, none for long");
        backlog = new BacklogWatch.Backlog(3, NOW.minusSeconds(61));
        assertEquals(
                List.of(new HealthWarning(
                        "outbox",
                        "",
                        new Text(
                                "outbox: 3 wait, the oldest since 2026-05-02T07:58:59Z",
                                "صندوق: ۳ در انتظار است، قدیمی‌ترین از ۱۴۰۵/۰۲/۱۲ ۱۱:۲۸"),
                        NOW.minusSeconds(61),
                        new Text("e", "ا"),
                        new Text("r", "چ"))),
                check.warnings());
        assertEquals(Optional.empty(), check.problem());
        String scraped = metrics.scrape();
        assertTrue(scraped.contains("pishkhan_backlog_waiting{of=\"outbox\"} 3"), scraped);
        assertTrue(scraped.contains("pishkhan_backlog_oldest_seconds{of=\"outbox\"} 61"), scraped);
        check.stop();
    }
}
