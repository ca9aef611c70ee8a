package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The ledger's sums over all accounts; rial.
 *
 * @param bank        what banks hold
 * @param income      duties
 * @param refunds     owed to payers
 * @param unexplained what banks have settled and no payment stands for
 */
record Books(long bank, long income, long refunds, long unexplained) {

    static Books of(Door treasury) throws InterruptedException {
        Books all = new Books(0, 0, 0, 0);
        for (JsonNode line : treasury.get("/committee/v1/ledger?by=account").path("lines")) {
            all = new Books(
                    all.bank + line.path("bank").asLong(),
                    all.income + line.path("income").asLong(),
                    all.refunds + line.path("refunds").asLong(),
                    all.unexplained + line.path("unexplained").asLong());
        }
        return all;
    }

    /** What should be 0: where money lies, less whose it is. */
    long sum() {
        return bank - income - refunds - unexplained;
    }

    @Override
    public String toString() {
        return "%,d rial at the banks: %,d duties, %,d owed to payers, %,d unexplained; sum %,d"
                .formatted(bank, income, refunds, unexplained, sum());
    }
}
