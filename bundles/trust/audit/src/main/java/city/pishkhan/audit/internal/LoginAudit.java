package city.pishkhan.audit.internal;

import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** Records logins to the console and over SSH, from the login events of Karaf. */
@Component(service = EventHandler.class, property = "event.topics=org/apache/karaf/login/*")
public final class LoginAudit implements EventHandler {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int FAILURES_A_MINUTE = 10;

    private final ActRecorder recorder;
    private long since = System.nanoTime();
    private int failures;

    @Activate
    public LoginAudit(@Reference ActRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void handleEvent(Event event) {
        String type = String.valueOf(event.getProperty("type"));
        boolean failed = type.equals("failure");
        if (!failed && !type.equals("success") || failed && !tryCountFailure()) {
            return;
        }
        // the name of a failed login is not recorded, because it may be a password typed into the wrong field
        String given = String.valueOf(event.getProperty("username"));
        String user = !failed && NAME.matcher(given).matches() ? given : "unknown";
        recorder.record("operator.login", "console:" + user, type, Map.of("outcome", type));
    }

    /** Limits recorded failures per minute, so that password guessing fills neither the disk nor the journal. */
    private synchronized boolean tryCountFailure() {
        if (System.nanoTime() - since > MINUTE_NANOS) {
            since = System.nanoTime();
            failures = 0;
        }
        return ++failures <= FAILURES_A_MINUTE;
    }
}
