package city.pishkhan.demo.treasury;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sums of the ledger over all accounts, in rial.
 *
 * @param bank        balance at the banks
 * @param income      duties
 * @param refunds     owed to payers
 * @param unexplained settled by banks without a matching payment
 * @param offices     owed to offices: their shares of the fees, and fees for the municipality's orders
 * @param expenses    expenses of the municipality for its orders
 */
record LedgerSums(long bank, long income, long refunds, long unexplained, long offices, long expenses) {

    static LedgerSums of(HubClient treasury) throws InterruptedException {
        LedgerSums all = new LedgerSums(0, 0, 0, 0, 0, 0);
        for (JsonNode line : treasury.get("/committee/v1/ledger?by=account").path("lines")) {
            all = new LedgerSums(
                    all.bank + line.path("bank").asLong(),
                    all.income + line.path("income").asLong(),
                    all.refunds + line.path("refunds").asLong(),
                    all.unexplained + line.path("unexplained").asLong(),
                    all.offices + line.path("offices").asLong(),
                    all.expenses + line.path("expenses").asLong());
        }
        return all;
    }

    /** Returns assets and expenses minus liabilities and income, which must be 0. */
    long sum() {
        return bank + expenses - income - refunds - unexplained - offices;
    }

    @Override
    public String toString() {
        return "%,d rial at the banks + %,d expenses = %,d duties + %,d owed to payers + %,d owed to offices + %,d differences; remainder %,d"
                .formatted(bank, expenses, income, refunds, offices, unexplained, sum());
    }
}
