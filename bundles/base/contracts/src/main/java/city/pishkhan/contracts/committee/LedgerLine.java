package city.pishkhan.contracts.committee;

/**
 * One group of a report; amounts in rial.
 *
 * @param key         key of the group; empty if the ledger has none
 * @param receipts    paid bills
 * @param bank        balances at the banks; bank plus expenses equals the sum of income, refunds, unexplained and offices
 * @param income      duties with their rounding, less the offices' shares of fees
 * @param refunds     money owed to payers
 * @param unexplained money that banks have settled without a payment attempt of the hub
 * @param offices     money owed to offices: their shares of fixed fees, and fees for work ordered by the municipality
 * @param expenses    cost of work that the municipality ordered from offices
 */
public record LedgerLine(
        String key,
        long receipts,
        long bank,
        long income,
        long refunds,
        long unexplained,
        long offices,
        long expenses) {}
