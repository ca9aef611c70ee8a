package city.pishkhan.api.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentLogTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final IncidentLog incidents = new IncidentLog(clock::get);

    @BeforeEach
    void listen() {
        // slf4j-simple reads the stream for each entry
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    /** All log entries without thread and class. */
    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("\\[[^]]*] (WARN|ERROR) .*"))
                .map(line -> line.replaceFirst("\\[[^]]*] (WARN|ERROR) \\S+ - ", "$1 "))
                .toList();
    }

    private void log(String id, Throwable thrown) {
        incidents.log(IncidentLogTest.class, id, thrown);
    }

    private static IllegalStateException fault(String message) {
        return new IllegalStateException(message, new IllegalArgumentException("cause"));
    }

    private static IllegalStateException differentFault() {
        return new IllegalStateException("another place");
    }

    /**
     * Each kind of incident has a minute of its own, which begins with its first incident. The count of kind a is logged when
     * its minute ends, although the minute of kind b still runs.
     */
    @Test
    void logsEachCountAfterItsOwnMinute() {
        log("a1", fault("a"));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(50));
        log("b1", differentFault());
        log("b2", differentFault());
        log("a2", fault("a"));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));
        incidents.logCounts();
        assertEquals(3, lines().size(), lines().toString());
        assertTrue(lines().get(2).startsWith("WARN The incident of request a1 occurred 1 more times"), lines().get(2));
        log("a3", fault("a"));
        assertEquals("ERROR Incident a3", lines().get(3));
    }

    @Test
    void logsIdenticalIncidentsOncePerMinuteWithCount() {
        for (int i = 0; i < 4_302; i++) {
            log("r" + i, fault("value " + i));
        }
        log("other", differentFault());
        assertEquals(List.of("ERROR Incident r0", "ERROR Incident other"), lines());
        incidents.logCounts();
        assertEquals(2, lines().size(), "the minute is not over");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(61));
        incidents.logCounts();
        assertEquals(3, lines().size());
        assertTrue(
                lines().get(2).startsWith("WARN The incident of request r0 occurred 4301 more times within a minute"),
                lines().get(2));
        assertTrue(lines().get(2).contains("r1, r2, ") && lines().get(2).endsWith(" …"), lines().get(2));
        log("later", fault("again"));
        assertEquals("ERROR Incident later", lines().get(3));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(61));
        incidents.logCounts();
        assertEquals(4, lines().size(), "nothing to count");
    }

    /** The number of kinds is limited, so that an attacker cannot fill the memory with them. */
    @Test
    void limitsNumberOfIncidentKinds() {
        for (int i = 0; i < 5_000; i++) {
            Exception made = new Exception();
            made.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", i)});
            log("r" + i, made);
        }
        assertEquals(5_000, lines().size());
        log("again", fault("x"));
        assertEquals(5_001, lines().size());
    }
}
