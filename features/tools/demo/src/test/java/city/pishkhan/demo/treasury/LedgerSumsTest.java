package city.pishkhan.demo.treasury;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.client.ScriptedHub;
import org.junit.jupiter.api.Test;

class LedgerSumsTest {

    @Test
    void sumsAllAccounts() throws Exception {
        String lines =
                """
                200 {"lines": [
                  {"key": "bank:mellat:4711", "receipts": 3, "bank": 15000, "income": 0, "refunds": 0, "unexplained": 0},
                  {"key": "income:renovation", "receipts": 0, "bank": 0, "income": 9000, "refunds": 0, "unexplained": 0},
                  {"key": "refunds", "receipts": 0, "bank": 0, "income": 0, "refunds": 4000, "unexplained": 0},
                  {"key": "unexplained:mellat", "receipts": 0, "bank": 0, "income": 0, "refunds": 0, "unexplained": 1000},
                  {"key": "offices:1204", "receipts": 0, "bank": 0, "offices": 2500},
                  {"key": "expense:inspection", "receipts": 0, "bank": 0, "expenses": 1800}]}""";
        try (ScriptedHub hub = new ScriptedHub((call, token) -> lines)) {
            LedgerSums ledgerSums = LedgerSums.of(hub.door());
            assertEquals(new LedgerSums(15_000, 9_000, 4_000, 1_000, 2_500, 1_800), ledgerSums);
            assertEquals(300, ledgerSums.sum(), "a rial that is nobody's is seen");
        }
    }
}
