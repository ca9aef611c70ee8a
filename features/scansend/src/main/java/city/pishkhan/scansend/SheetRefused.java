package city.pishkhan.scansend;

/** The hub, or this program, does not take a file; time does not mend it. */
final class SheetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** @param message in both languages */
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
