package city.pishkhan.contracts;

/** Limits that several descriptions of the contracts quote. */
public final class Limits {
    /** The number of districts. The contracts depend on no other bundle; {@code DistrictsTest} compares it with the identifiers. */
    public static final int DISTRICTS = 22;

    private Limits() {}
}
