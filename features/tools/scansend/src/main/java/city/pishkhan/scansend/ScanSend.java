package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program: watches a scan folder until it is stopped. Only one instance can run for each folder. */
public final class ScanSend {
    private static final Messages MESSAGES = Messages.of(ScanSend.class);
    private static final int USAGE = 64;
    private static final int REFUSED = 77;
    private static final int BUSY = 75;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private ScanSend() {}

    /** Runs the program with the options of {@link ScanSendOptions} until it ends or is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
        int status = run(List.of(arguments), System.out, System.err, end);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err, CountDownLatch end)
            throws InterruptedException {
        try {
            ScanSendOptions options = ScanSendOptions.parse(arguments);
            LoginFile login = LoginFile.read(options.login());
            if (options.act() != ScanSendOptions.Act.SEND) {
                return uploads(options, new HubDoor(client(), options.hub(), login), out, err);
            }
            Path own = Files.createDirectories(options.folder().resolve(ScanFolder.OWN));
            try (FileChannel channel =
                            FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (lock == null) {
                    err.println(MESSAGES.bilingual("busy", options.folder()));
                    return BUSY;
                }
                watch(options, new HubDoor(client(), options.hub(), login), out, end);
                return 0;
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (LoginRefused e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            err.println(MESSAGES.bilingual("folder", e.getMessage()));
            return 1;
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Lists the office's unfinished uploads, or deletes one of them. */
    private static int uploads(ScanSendOptions options, HubDoor hub, PrintStream out, PrintStream err)
            throws InterruptedException {
        try {
            if (options.act() == ScanSendOptions.Act.END) {
                hub.drop(options.upload());
                out.println(MESSAGES.bilingual("ended", options.upload()));
            } else {
                hub.unfinished().forEach(out::println);
            }
            return 0;
        } catch (SheetRefused | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void watch(ScanSendOptions options, HubDoor hub, PrintStream out, CountDownLatch end)
            throws IOException, InterruptedException {
        ScanFolder folder = new ScanFolder(options.folder(), options.pause());
        FileSender sender = new FileSender(hub, folder, out);
        out.println(MESSAGES.bilingual("watching", options.folder(), options.hub()));
        do {
            boolean waits = false;
            for (Path file : folder.completeFiles()) {
                if (end.getCount() == 0) {
                    return;
                }
                waits |= !sender.send(file);
            }
            if (options.once() && !waits && folder.isEmpty()) {
                return;
            }
        } while (!end.await(options.pause().toMillis(), TimeUnit.MILLISECONDS));
    }
}
