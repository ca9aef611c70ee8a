package city.pishkhan.contracts.visitor;

/**
 * A login to be exchanged for a token. {@code toString} shows no password.
 *
 * @param user     name of the login
 * @param password of it
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[user=" + user + "]";
    }
}
