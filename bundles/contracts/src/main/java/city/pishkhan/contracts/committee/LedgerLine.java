package city.pishkhan.contracts.committee;

/**
 * One group of a report; rial.
 *
 * @param key         of the group; empty where the ledger does not say
 * @param receipts    bills paid
 * @param bank        what banks hold, the sum of the other three
 * @param income      duties, with their rounding
 * @param refunds     owed to payers
 * @param unexplained what banks have settled and no attempt of ours stands for
 */
public record LedgerLine(String key, long receipts, long bank, long income, long refunds, long unexplained) {}
