package city.pishkhan.persistence.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Register of erased persons, in a separate file that is not part of any backup and that every restore needs.
 *
 * <p>Each line is a JSON record of one erasure. It has keyed digests of the ids whose keys were destroyed, and a MAC over
 * itself and the previous line. The file does not reveal any id. A changed or removed line is detected, and so is a register
 * that is shorter than the backup requires.
 */
public final class ErasureRegister {
    /** Path of the register's key below the data folder; the key bundle contains this file. */
    public static final String KEY_FILE = "pishkhan/erasures/register.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY = 32;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /**
     * One erasure.
     *
     * @param number line number, from 1
     * @param ids digests; the first is of the person, the rest are of the person's cases
     * @param mac MAC of this line, which includes the MAC of the previous line
     */
    public record Line(long number, Instant at, List<String> ids, String mac) {}

    private final SecretKeySpec key;

    /** @param key secret of at least 32 bytes */
    public ErasureRegister(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_KEY) {
            throw new IllegalArgumentException("the key of the register of erasures must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Returns the keyed digest of an id of a person or a case. */
    public String digest(UUID id) {
        return mac("erased " + id);
    }

    /**
     * Reads and verifies the register.
     *
     * @throws BackupFault if a line was altered or is missing
     */
    public List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        String before = "";
        String all = Files.readString(file);
        // an incomplete last line was never confirmed, so its writer repeats it
        for (String text : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
            Line line = parse(text, lines.size() + 1, file);
            if (line.number() != lines.size() + 1
                    || !line.mac().equals(chainedMac(line.number(), line.at(), line.ids(), before))) {
                throw altered(lines.size() + 1, file);
            }
            before = line.mac();
            lines.add(line);
        }
        return lines;
    }

    private static Line parse(String text, int number, Path file) {
        try {
            return JSON.readValue(text, Line.class);
        } catch (IOException e) {
            throw altered(number, file);
        }
    }

    private static BackupFault altered(int number, Path file) {
        return new BackupFault(
                "erasures: line " + number + " of " + file + " was altered, or belongs to another hub's register");
    }

    /**
     * Appends the persons that are not in the register yet, and returns when they are on disk.
     *
     * @return number of added persons
     */
    public int append(Path file, Map<UUID, ? extends Collection<UUID>> casesByPerson) throws IOException {
        List<Line> lines = Files.exists(file) ? read(file) : List.of();
        Set<String> known = new HashSet<>();
        lines.forEach(line -> known.add(line.ids().get(0)));
        long number = lines.size();
        String before = lines.isEmpty() ? "" : lines.get(lines.size() - 1).mac();
        StringBuilder added = new StringBuilder();
        for (Map.Entry<UUID, ? extends Collection<UUID>> entry : casesByPerson.entrySet()) {
            if (known.add(digest(entry.getKey()))) {
                List<String> ids = Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                        .map(this::digest)
                        .toList();
                Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                number++;
                before = chainedMac(number, at, ids, before);
                added.append(JSON.writeValueAsString(new Line(number, at, ids, before)))
                        .append('\n');
            }
        }
        if (added.length() > 0) {
            write(file, added.toString());
        }
        return (int) (number - lines.size());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(completeLength(file));
            channel.position(channel.size());
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Returns the length of the complete lines, in bytes. */
    private static long completeLength(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private String chainedMac(long number, Instant at, List<String> ids, String before) {
        return mac(number + "\n" + at + "\n" + String.join(",", ids) + "\n" + before);
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
