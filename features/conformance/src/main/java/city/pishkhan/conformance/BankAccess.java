package city.pishkhan.conformance;

/**
 * What a bank knows its merchant by, and a sale that a payer has paid for the check.
 *
 * @param terminal  merchant's terminal at the bank; any number where the system asks for none
 * @param user      empty for none
 * @param order     the sale's order at a bank whose calls name it, else 0
 * @param reference the sale's reference, paid and not verified; empty if there is none to check with
 * @param named     whether the system asks who calls it
 */
record BankAccess(long terminal, String user, String password, long order, String reference, boolean named) {

    /**
     * As the command line says.
     *
     * @param terminal its number; empty for a system that asks for none
     * @param login    {@code user:password}, may be empty
     * @param sale     {@code order:reference} or {@code reference}, may be empty
     * @param orders   whether sales are named by order and reference
     * @throws IllegalArgumentException if one of them is none
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

    boolean paid() {
        return !reference.isEmpty();
    }

    /** Somebody who knows neither the terminal nor the password. */
    BankAccess stranger() {
        return new BankAccess(terminal + 1, user, password + "-not", order, reference, named);
    }
}
