package city.pishkhan.itests;

import java.nio.file.Path;

/** The JVM in which this test runs: integration tests run in several at a time, each with folders of its own. */
public final class Fork {

    private static final String NAME = System.getProperty("itests.fork", "fork-1");

    private Fork() {}

    /** A folder that no other JVM of this run uses. It need not be there yet. */
    public static Path folder(String name) {
        return Path.of("target", NAME, name).toAbsolutePath();
    }
}
