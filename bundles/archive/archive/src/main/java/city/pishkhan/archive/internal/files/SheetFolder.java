package city.pishkhan.archive.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Identifies the folder of sheets by a file in it, independent of its path. Nodes that read the same id share the same sheets. */
final class SheetFolder {
    static final String MARKER = "folder.id";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final int BYTES = 8;

    private SheetFolder() {}

    /**
     * Returns the folder's id. The first node creates it atomically and durably.
     *
     * @throws IOException if the file cannot be created or read, or has invalid content
     */
    static String id(Path folder, Path drafts) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (!Files.exists(marker)) {
            createMarker(marker, drafts);
        }
        String id = Files.readString(marker, StandardCharsets.US_ASCII).strip();
        if (!ID.matcher(id).matches()) {
            throw new IOException(marker + " is not a valid ID of a folder of sheets; restore the file");
        }
        return id;
    }

    private static void createMarker(Path marker, Path drafts) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path draft = Files.createTempFile(drafts, "", "", Disk.ownerOnly(drafts));
        try {
            Disk.writeDraft(draft, out -> {
                out.write((HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII));
                return true;
            });
            link(draft, marker);
            Disk.sync(marker.getParent());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Creates the file with the folder's id, unless another node has created it first. */
    private static void link(Path draft, Path marker) throws IOException {
        try {
            Files.createLink(marker, draft);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, marker);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(draft);
        }
    }
}
