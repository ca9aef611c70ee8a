package city.pishkhan.testkit.waiting;

/** An error that the user must know about; its message is complete, and no stack trace is needed. */
public final class CityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CityException(String message) {
        super(message);
    }

    public CityException(String message, Throwable cause) {
        super(message, cause);
    }
}
