package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Sends one file: begins or resumes its upload, adds the sheet to the case, and moves the file. Every step can be repeated. */
final class FileSender {
    private static final Messages MESSAGES = Messages.of(FileSender.class);
    private static final int PIECE = 1 << 20;
    private static final int NOT_FOUND = 404;
    private static final int STALE = 412;

    private final HubDoor hub;
    private final ScanFolder folder;
    private final PrintStream out;
    /** Last printed reason why a file waits, by file name, so that a reason is printed only when it changes. */
    private final Map<String, String> reported = new HashMap<>();

    FileSender(HubDoor hub, ScanFolder folder, PrintStream out) {
        this.hub = hub;
        this.folder = folder;
        this.out = out;
    }

    /** @return {@code true} if the file was sent or rejected, {@code false} if it must be retried */
    boolean send(Path file) throws InterruptedException {
        String name = file.getFileName().toString();
        try {
            Path known = folder.own().resolve(name + ".upload");
            try {
                addSheetAndMove(file, known);
                folder.moveToSent(file);
                out.println(MESSAGES.bilingual("sent", name));
            } catch (SheetRefused e) {
                if (e.status() == STALE || e.code().equals("upload.offset")) {
                    // another client continues the same upload: retry from its current offset
                    throw new IOException(e.getMessage());
                }
                folder.moveToRejected(file, e.getMessage());
                out.println(MESSAGES.bilingual("refused", name, e.getMessage()));
            }
            Files.deleteIfExists(known);
            reported.remove(name);
            return true;
        } catch (NoSuchFileException e) {
            // the file was removed from the folder
            return true;
        } catch (IOException e) {
            String why = MESSAGES.bilingual("later", name, e.getMessage() == null ? e.toString() : e.getMessage());
            if (!why.equals(reported.put(name, why))) {
                out.println(why);
            }
            return false;
        }
    }

    private void addSheetAndMove(Path file, Path known) throws IOException, InterruptedException {
        ScanName name = ScanName.of(file);
        long length = Files.size(file);
        String sha256 = sha256(file);
        SendState state = SendState.read(known, sha256);
        if (state == null) {
            state = SendState.of(sha256, file.getFileName().toString());
            // the state is saved before the first request, so that a restart after a kill uses the same key
            state.write(known);
        }
        String caseId = hub.caseId(name.caseNumber());
        if (state.upload().isEmpty()) {
            state = state.withUpload(hub.begin(caseId, name, length, state.key()));
            state.write(known);
        }
        try {
            bytes(file, state.upload(), length);
        } catch (SheetRefused e) {
            if (e.status() == NOT_FOUND && e.code().equals("upload.unknown")) {
                state.nextAttempt().write(known);
                throw new IOException(e.getMessage());
            }
            throw e;
        }
        String stored = hub.sheet(state.upload());
        if (!stored.equals(sha256)) {
            state.nextAttempt().write(known);
            throw new IOException(MESSAGES.bilingual("broken", stored));
        }
        hub.addPaper(caseId, name.kind(), sha256, state.key());
    }

    private void bytes(Path file, String upload, long length) throws IOException, InterruptedException {
        long offset = hub.offset(upload);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (offset < length) {
                ByteBuffer piece = ByteBuffer.allocate(PIECE);
                int size = channel.read(piece, offset);
                if (size <= 0) {
                    throw new IOException(MESSAGES.bilingual("changed", file.getFileName()));
                }
                hub.append(upload, offset, Arrays.copyOf(piece.array(), size));
                offset += size;
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[PIECE];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
