package city.pishkhan.contracts.committee;

/**
 * One group of a report; rial.
 *
 * @param key         of the group; empty where the ledger does not say
 * @param receipts    bills paid
 * @param bank        what banks hold; with the expenses it is the sum of the others
 * @param income      duties, with their rounding, less the offices' shares of fees
 * @param refunds     owed to payers
 * @param unexplained what banks have settled and no attempt of ours stands for
 * @param offices     owed to offices: their shares of fixed fees, and what they did for the municipality
 * @param expenses    what the municipality itself ordered of offices
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
