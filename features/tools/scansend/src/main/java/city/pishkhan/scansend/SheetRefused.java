package city.pishkhan.scansend;

/** Thrown if the hub or this program rejects a file permanently; retrying does not help. */
final class SheetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** @param message message in both languages */
    SheetRefused(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
