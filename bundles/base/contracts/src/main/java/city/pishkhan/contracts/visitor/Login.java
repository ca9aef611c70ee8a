package city.pishkhan.contracts.visitor;

/**
 * Credentials to be exchanged for a token. {@code toString} shows no password.
 *
 * @param user     name of the login
 * @param password password of the login
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[user=" + user + "]";
    }
}
