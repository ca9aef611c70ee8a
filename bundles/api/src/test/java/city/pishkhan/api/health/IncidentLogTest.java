package city.pishkhan.api.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class IncidentLogTest {
    private final List<String> lines = new ArrayList<>();
    private final Logger log = (Logger) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getName")) {
                    return "test";
                }
                Object[] values = arguments.length == 2 && arguments[1] instanceof Object[] all
                        ? all
                        : List.of(arguments).subList(1, arguments.length).toArray();
                lines.add(method.getName() + " "
                        + MessageFormatter.arrayFormat((String) arguments[0], values)
                                .getMessage());
                return null;
            });
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final IncidentLog incidents = new IncidentLog(log, clock::get);

    private static IllegalStateException fault(String message) {
        return new IllegalStateException(message, new IllegalArgumentException("cause"));
    }

    private static IllegalStateException another() {
        return new IllegalStateException("another place");
    }

    @Test
    void identicalIncidentsAreOneLineAMinuteAndACount() {
        for (int i = 0; i < 4_302; i++) {
            incidents.log(log, "r" + i, fault("value " + i));
        }
        incidents.log(log, "other", another());
        assertEquals(List.of("error Incident r0", "error Incident other"), lines);
        incidents.tell();
        assertEquals(2, lines.size(), "the minute is not over");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(61));
        incidents.tell();
        assertEquals(3, lines.size());
        assertTrue(
                lines.get(2).startsWith("warn The incident of request r0 happened 4301 times more within a minute"),
                lines.get(2));
        assertTrue(lines.get(2).contains("r1, r2, ") && lines.get(2).endsWith(" …"), lines.get(2));
        incidents.log(log, "later", fault("again"));
        assertEquals("error Incident later", lines.get(3));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(61));
        incidents.tell();
        assertEquals(4, lines.size(), "nothing to count");
    }

    /** An attacker who finds many kinds fills no memory. */
    @Test
    void fewKindsAreKept() {
        for (int i = 0; i < 5_000; i++) {
            Exception made = new Exception();
            made.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", i)});
            incidents.log(log, "r" + i, made);
        }
        assertEquals(5_000, lines.size());
        incidents.log(log, "again", fault("x"));
        assertEquals(5_001, lines.size());
    }
}
