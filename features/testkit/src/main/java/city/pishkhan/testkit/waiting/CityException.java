package city.pishkhan.testkit.waiting;

/** Something that whoever runs the command has to know; the message says it whole, a stack trace would not help. */
public final class CityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CityException(String message) {
        super(message);
    }

    public CityException(String message, Throwable cause) {
        super(message, cause);
    }
}
