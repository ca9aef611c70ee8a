package city.pishkhan.access.internal.users;

import city.pishkhan.api.security.UserDirectory.SignedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** User files with signatures of people: {@code x.users} and, for each signer, a Base64 file such as {@code x.users.maryam.sig}. */
final class SignedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SignedFiles.class);
    private static final Pattern SIGNATURE = Pattern.compile("(.+\\.users)\\.([a-z0-9-]{1,40})\\.sig");
    private static final int LONGEST_SIGNATURE = 1_000;
    private static final int LONGEST_FILE = 1 << 20;

    private SignedFiles() {}

    static List<SignedSource> read(Path folder) {
        Map<String, Map<String, byte[]>> signatures = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.sig")) {
                for (Path file : files) {
                    Matcher name = SIGNATURE.matcher(file.getFileName().toString());
                    if (name.matches() && Files.size(file) <= LONGEST_SIGNATURE) {
                        signatures
                                .computeIfAbsent(name.group(1), n -> new TreeMap<>())
                                .put(name.group(2), signature(file));
                    }
                }
            } catch (IOException e) {
                LOG.warn("Signatures of {} cannot be read: {}", folder.getFileName(), e.toString());
            }
        }
        List<SignedSource> signed = new ArrayList<>();
        signatures.forEach((name, by) -> {
            Path file = folder.resolve(name);
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= LONGEST_FILE) {
                    signed.add(new SignedSource(name, Files.readAllBytes(file), by));
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", name, e.toString());
            }
        });
        return signed;
    }

    /** @return empty if the file is not valid Base64 */
    private static byte[] signature(Path file) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | java.nio.charset.MalformedInputException e) {
            LOG.warn("{} is not a valid signature: {}", file.getFileName(), e.toString());
            return new byte[0];
        }
    }
}
