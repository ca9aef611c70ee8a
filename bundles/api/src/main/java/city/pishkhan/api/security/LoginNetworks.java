package city.pishkhan.api.security;

/**
 * From which networks logins have succeeded, over all nodes. The brakes on guessing ask it: strangers may fail as often as they like, and
 * yet the right password is taken from where its owner usually comes.
 */
public interface LoginNetworks {

    /**
     * Whether a login of the account has succeeded from this network within the last 30 days.
     *
     * @param account what proves itself, e.g. {@code user chair}
     * @param network see {@link SourceNetwork}
     * @return {@code false} while the storage does not answer
     */
    boolean known(String account, String network);

    /** Remembers that a login has succeeded. Returns at once; it is written soon, and at most once an hour for each pair. */
    void succeeded(String account, String network);
}
