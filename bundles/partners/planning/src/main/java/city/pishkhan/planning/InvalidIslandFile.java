package city.pishkhan.planning;

import city.pishkhan.messages.Text;

/** Reports that a file cannot be imported. Nothing of the file was imported. */
public final class InvalidIslandFile extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String persian;

    public InvalidIslandFile(Text text, Throwable cause) {
        super(text.english(), cause);
        this.persian = text.persian();
    }

    public InvalidIslandFile(Text text) {
        this(text, null);
    }

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
