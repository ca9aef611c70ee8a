package city.pishkhan.conformance;

/**
 * The merchant's credentials at a bank, and optionally a sale that a payer has paid for this check.
 *
 * @param terminal      merchant's terminal at the bank; any number if the system does not require one
 * @param user          user name, or an empty string
 * @param password      password, or an empty string
 * @param order         order number of the sale, or 0 if the bank does not identify sales by order
 * @param reference     reference of a sale that is paid and not verified, or an empty string if there is none
 * @param requiresLogin {@code true} if the system authenticates its callers
 */
record BankAccess(long terminal, String user, String password, long order, String reference, boolean requiresLogin) {

    /**
     * Parses options of the command line.
     *
     * @param terminal terminal number, or an empty string if the system does not require one
     * @param login    {@code user:password}, or an empty string
     * @param sale     {@code order:reference} or {@code reference}, or an empty string
     * @param orders   whether sales are identified by order and reference
     * @throws IllegalArgumentException if the terminal or the sale is malformed
     */
    static BankAccess of(String terminal, String login, String sale, boolean orders) {
        if (!terminal.matches("[0-9]{0,18}")) {
            throw new IllegalArgumentException("--terminal is a number, not " + terminal);
        }
        if (!sale.isEmpty() && !sale.matches(orders ? "[0-9]{1,18}:[0-9]{1,18}" : "[A-Za-z0-9+/=_.-]{1,100}")) {
            throw new IllegalArgumentException(
                    "--sale is " + (orders ? "<order>:<SaleReferenceId>" : "<RefNum>") + ", not " + sale);
        }
        int colon = login.indexOf(':');
        boolean ordered = orders && !sale.isEmpty();
        return new BankAccess(
                terminal.isEmpty() ? 1 : Long.parseLong(terminal),
                colon < 0 ? login : login.substring(0, colon),
                colon < 0 ? "" : login.substring(colon + 1),
                ordered ? Long.parseLong(sale.substring(0, sale.indexOf(':'))) : 0,
                ordered ? sale.substring(sale.indexOf(':') + 1) : sale,
                !login.isEmpty() || !terminal.isEmpty());
    }

    boolean hasPaidSale() {
        return !reference.isEmpty();
    }

    /** Returns credentials that the bank must reject: another terminal and a wrong password. */
    BankAccess withWrongCredentials() {
        return new BankAccess(terminal + 1, user, password + "-not", order, reference, requiresLogin);
    }
}
