package city.pishkhan.itests;

import java.nio.file.Path;

/** Identifies the JVM that runs this test. Integration tests run in several JVMs in parallel, each with its own folders. */
public final class TestJvm {

    private static final String NAME = System.getProperty("itests.fork", "fork-1");

    private TestJvm() {}

    /** Returns a folder that no other JVM of this run uses. The folder is not created. */
    public static Path folder(String name) {
        return Path.of("target", NAME, name).toAbsolutePath();
    }
}
