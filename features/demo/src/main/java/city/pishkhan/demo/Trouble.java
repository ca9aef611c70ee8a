package city.pishkhan.demo;

/** Something that whoever runs the command has to know; the message says it whole, a stack trace would not help. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Trouble(String message) {
        super(message);
    }

    public Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
