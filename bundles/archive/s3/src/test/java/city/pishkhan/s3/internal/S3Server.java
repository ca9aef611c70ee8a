package city.pishkhan.s3.internal;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** An S3 server on a free port with the bucket {@value #BUCKET}, one per JVM. */
final class S3Server {
    static final String BUCKET = "sheets";

    private static S3MockApplication running;

    private S3Server() {}

    static synchronized int port() throws IOException {
        if (running == null) {
            Path folder = Files.createTempDirectory("s3");
            running = S3MockApplication.start(new HashMap<>(Map.of(
                    S3MockApplication.PROP_HTTP_PORT,
                    0,
                    S3MockApplication.PROP_HTTPS_PORT,
                    0,
                    S3MockApplication.PROP_SILENT,
                    true,
                    S3MockApplication.PROP_INITIAL_BUCKETS,
                    BUCKET,
                    S3MockApplication.PROP_ROOT_DIRECTORY,
                    folder.toString(),
                    "server.shutdown",
                    "immediate")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
        }
        return running.getHttpPort();
    }

    private static void stop(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the operating system deletes the remaining temporary files
        }
    }
}
