package city.pishkhan.scansend;

/** Thrown if the hub rejects the login; retrying would lock the login. */
final class LoginRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoginRefused(String message) {
        super(message);
    }
}
