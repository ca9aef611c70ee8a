package city.pishkhan.itests;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what has to come at last. Only a test that fails waits so long: it is enough for a machine of a third of the usual
 * pace, and no measure of the hub.
 */
public final class Patience implements LauncherSessionListener {
    public static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
