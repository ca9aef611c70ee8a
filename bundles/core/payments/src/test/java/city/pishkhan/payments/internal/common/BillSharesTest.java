package city.pishkhan.payments.internal.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.Rial;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillSharesTest {
    private static Duty duty(String code, long amount) {
        return new Duty(code, code, code, amount);
    }

    @Test
    void calculatesDifferencePerDuty() {
        assertEquals(
                List.of(duty("a", 50), duty("c", 7), duty("b", -30)),
                BillShares.difference(
                        List.of(duty("a", 150), duty("c", 7), duty("d", 9)),
                        List.of(duty("a", 100), duty("b", 30), duty("d", 9))));
    }

    @Test
    void splitsDutiesAcrossFullBills() {
        assertEquals(
                List.of(
                        List.of(duty("a", 600), duty("b", 400)),
                        List.of(duty("b", 1_000)),
                        List.of(duty("b", 99), duty("c", 2))),
                BillShares.distribute(
                        List.of(duty("a", 600), duty("b", 1_499), duty("c", 2)),
                        List.of(Rial.of(1_000), Rial.of(1_000), Rial.of(101))));
    }

    @Test
    void distributesCreditsFirst() {
        assertEquals(
                List.of(List.of(duty("b", -500), duty("a", 1_500)), List.of(duty("a", 500))),
                BillShares.distribute(
                        List.of(duty("a", 2_000), duty("b", -500)), List.of(Rial.of(1_000), Rial.of(500))));
    }
}
