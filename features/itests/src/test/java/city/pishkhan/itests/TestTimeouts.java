package city.pishkhan.itests;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Default time limit for conditions that a test awaits. Only a failing test waits that long: the limit suits a machine
 * at a third of the usual speed. A test that passes says nothing about the hub's speed.
 */
public final class TestTimeouts implements LauncherSessionListener {
    public static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
