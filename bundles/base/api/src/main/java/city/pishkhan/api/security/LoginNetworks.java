package city.pishkhan.api.security;

/**
 * Networks from which logins have succeeded, across all nodes. The limits on password guessing use them: even after
 * many failed attempts by strangers, the right password is still accepted from the owner's usual network.
 */
public interface LoginNetworks {

    /**
     * Returns {@code true} if a login of the account has succeeded from this network within the last 30 days.
     *
     * @param account account, e.g. {@code user chair}
     * @param network see {@link SourceNetwork}
     * @return {@code false} also while the database does not answer
     */
    boolean isKnown(String account, String network);

    /**
     * Records a successful login. Returns at once; the row is written later, and up to once an hour for each account
     * and network.
     */
    void recordSuccess(String account, String network);
}
