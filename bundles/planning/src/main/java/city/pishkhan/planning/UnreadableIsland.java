package city.pishkhan.planning;

import city.pishkhan.messages.Text;

/** A file that cannot be imported at all, and why. Nothing of it was. */
public final class UnreadableIsland extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String persian;

    public UnreadableIsland(Text text, Throwable cause) {
        super(text.english(), cause);
        this.persian = text.persian();
    }

    public UnreadableIsland(Text text) {
        this(text, null);
    }

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
