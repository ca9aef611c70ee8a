package city.pishkhan.planning;

/** A file that cannot be imported at all, and why. Nothing of it was. */
public final class UnreadableIsland extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String persian;

    public UnreadableIsland(String english, String persian, Throwable cause) {
        super(english, cause);
        this.persian = persian;
    }

    public UnreadableIsland(String english, String persian) {
        this(english, persian, null);
    }

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
