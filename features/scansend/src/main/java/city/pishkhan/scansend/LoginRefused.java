package city.pishkhan.scansend;

/** The hub does not take the login: to try again would lock it. */
final class LoginRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoginRefused(String message) {
        super(message);
    }
}
