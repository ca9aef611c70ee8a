package city.pishkhan.planning;

import city.pishkhan.messages.Text;
import org.jspecify.annotations.Nullable;

/** Reports that a file cannot be imported. Nothing of the file was imported. */
public final class InvalidIslandFile extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String persian;

    public InvalidIslandFile(Text text, @Nullable Throwable cause) {
        super(text.english(), cause);
        this.persian = text.persian();
    }

    public InvalidIslandFile(Text text) {
        this(text, null);
    }

    public @Nullable String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
