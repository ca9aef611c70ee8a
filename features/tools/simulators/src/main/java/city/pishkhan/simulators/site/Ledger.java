package city.pishkhan.simulators.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A durable log of a partner's actions, one JSON object per line, written before the reply is sent. Lines that wait at the same time
 * share one fsync, so that the disk's latency does not limit the rate. The ledger is the only source of a partner's state.
 */
public final class Ledger implements Closeable {

    private record Line(byte[] bytes, CompletableFuture<Void> onDisk) {}

    private static final Line END = new Line(new byte[0], null);
    private static final int BATCH = 512;

    private final Path file;
    private final FileChannel channel;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final Object order = new Object();
    private long sequence;
    private volatile long durable;

    private Ledger(Path file, FileChannel channel, long sequence, long durable) {
        this.file = file;
        this.channel = channel;
        this.sequence = sequence;
        this.durable = durable;
        writer = new Thread(this::write, "ledger " + file.getFileName());
        writer.start();
    }

    /** Opens or creates a ledger. A last line that a crash truncated was never acknowledged, and is dropped. */
    public static Ledger open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long whole = 0;
        long lines = 0;
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            whole = wholeLines(raw);
            raw.setLength(whole);
        }
        try (var all = Files.lines(file)) {
            lines = all.count();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(whole);
        return new Ledger(file, channel, lines, whole);
    }

    private static long wholeLines(RandomAccessFile raw) throws IOException {
        for (long at = raw.length(); at > 0; at--) {
            raw.seek(at - 1);
            if (raw.read() == '\n') {
                return at;
            }
        }
        return 0;
    }

    /** Passes every entry to the consumer, from which a partner rebuilds its state. */
    public void replay(Consumer<JsonNode> entries) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.accept(Json.MAPPER.readTree(line));
            }
        }
    }

    /**
     * Writes an entry and returns when it is on disk.
     *
     * @param kind   kind of the event
     * @param id     id of the affected object
     * @param values additional JSON values
     */
    public void append(String kind, String id, Map<String, ?> values) {
        appendLater(kind, id, values).join();
    }

    /** Queues an entry in the order of the calls; the future completes when the entry is on disk. */
    public CompletableFuture<Void> appendLater(String kind, String id, Map<String, ?> values) {
        ObjectNode entry = Json.MAPPER.createObjectNode();
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        synchronized (order) {
            entry.put("seq", ++sequence);
            entry.put("at", Instant.now().toString());
            entry.put("kind", kind);
            entry.put("id", id);
            entry.setAll(Json.object(values));
            waiting.add(new Line(Json.bytes(entry), onDisk));
        }
        return onDisk;
    }

    private void write() {
        List<Line> batch = new ArrayList<>();
        boolean open = true;
        while (open) {
            batch.clear();
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH);
                open = !batch.remove(END);
                force(batch);
                batch.forEach(line -> line.onDisk().complete(null));
            } catch (IOException | InterruptedException e) {
                // after a failed fsync the content of the disk is unknown, so the process stops without acknowledging
                // further entries
                batch.forEach(line -> line.onDisk().completeExceptionally(e));
                waiting.forEach(line -> line.onDisk().completeExceptionally(e));
                Runtime.getRuntime().halt(74);
            }
        }
    }

    private void force(List<Line> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Line line : batch) {
            lines.write(line.bytes());
            lines.write('\n');
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        durable = channel.position();
    }

    /** Writes all entries on disk as one JSON array. */
    public void copyTo(OutputStream out) throws IOException {
        long left = durable;
        try (InputStream in = Files.newInputStream(file)) {
            out.write('[');
            byte[] buffer = new byte[64 * 1024];
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    break;
                }
                left -= n;
                // replaces each line break except the last one by a comma; line breaks inside JSON strings are escaped,
                // so every line break ends an entry
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n' && (left > 0 || i < n - 1)) {
                        buffer[i] = ',';
                    }
                }
                out.write(buffer, 0, n);
            }
            out.write(']');
        }
    }

    @Override
    public void close() throws IOException {
        waiting.add(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
