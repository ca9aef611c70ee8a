package city.pishkhan.simulators.bank;

/** Response codes of Mellat's gateway, as far as the simulated bank uses them. */
final class Codes {
    static final String OK = "0";
    static final String CANCELLED = "17";
    static final String MERCHANT = "21";
    static final String CREDENTIALS = "24";
    static final String AMOUNT = "25";
    static final String DUPLICATE_ORDER = "41";
    static final String NO_SALE = "42";
    static final String VERIFIED = "43";
    static final String NO_VERIFY = "44";
    static final String SETTLED = "45";
    static final String REVERSED = "48";
    static final String NO_REFERENCE = "54";
    static final String INVALID = "55";
    static final String BILL_ID = "412";
    static final String PAYMENT_ID = "413";
    static final String SESSION = "415";

    private Codes() {}
}
