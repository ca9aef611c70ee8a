package city.pishkhan.citizenlogin.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads message texts from UTF-8 files, because configuration files are not read as UTF-8. */
final class Wording {
    private static final Messages MESSAGES = Messages.of(Wording.class);
    private static final int LONGEST = 200;

    private Wording() {}

    /**
     * @param place placeholder that the text must contain, e.g. {@code {code}}; may be empty
     * @throws IllegalArgumentException if the text is empty, too long, or lacks the placeholder
     */
    static String read(Path file, String place) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty() || !text.contains(place) || text.length() > LONGEST) {
                throw new IllegalArgumentException(MESSAGES.bilingual("citizen-logins.text", file, place, LONGEST));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
