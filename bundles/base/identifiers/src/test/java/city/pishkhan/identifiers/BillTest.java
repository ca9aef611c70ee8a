package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTest {
    @ParameterizedTest
    @CsvSource({
        "7748317800142, 77483178, 1, PHONE",
        "1234567800169, 12345678, 1, MUNICIPALITY",
        "9174639504124, 91746395, 41, ELECTRICITY",
        "۷۷۴۸۳۱۷۸۰۰۱۴۲, 77483178, 1, PHONE"
    })
    void parsesAndComputesBillId(String text, int file, int company, BillId.Service service) {
        var bill = BillId.parse(text);
        assertEquals(file, bill.file());
        assertEquals(company, bill.company());
        assertEquals(service, bill.service());
        assertEquals(bill, BillId.of(file, company, service));
    }

    @ParameterizedTest
    @CsvSource({
        "2234322344613, check-digit",
        "7748317800141, check-digit",
        "12345, length",
        "77483178001420, length",
        "77483178001x2, digits",
        "0000000000000, service",
        "'', missing"
    })
    void rejectsInvalidBillId(String text, String rule) {
        refusal("bill-id." + rule, () -> BillId.parse(text));
    }

    @Test
    void rejectsBillWithoutFileOrService() {
        refusal("bill-id.service", () -> BillId.parse("1234500109" + CheckDigits.bill("1234500109")));
        refusal("bill-id.file", () -> BillId.parse("000016" + CheckDigits.bill("000016")));
        refusal("bill-id.file", () -> BillId.of(0, 1, BillId.Service.WATER));
        refusal("bill-id.file", () -> BillId.of(100_000_000, 1, BillId.Service.WATER));
        refusal("bill-id.company", () -> BillId.of(1, 1000, BillId.Service.WATER));
        assertEquals(6, BillId.of(1, 0, BillId.Service.WATER).value().length());
    }

    @Test
    void leadingZerosAreIgnored() {
        var bill = BillId.of(42, 7, BillId.Service.MUNICIPALITY);
        assertEquals(bill, BillId.parse("00000" + bill.value()));
    }

    @ParameterizedTest
    @CsvSource({
        "7748317800142, 1770160, 17000, 7, 1",
        "1234567800169, 1250020132, 12500000, 2, 1",
        "1234567800169, 0001250020132, 12500000, 2, 1",
        "1234567800169, ۱۲۵۰۰۲۰۱۳۲, 12500000, 2, 1"
    })
    void parsesAndComputesPaymentId(String bill, String text, long amount, int year, int period) {
        var payment = PaymentId.parse(BillId.parse(bill), text);
        assertEquals(new Rial(amount), payment.amount());
        assertEquals(year, payment.yearDigit());
        assertEquals(period, payment.period());
        assertEquals(payment, PaymentId.of(BillId.parse(bill), new Rial(amount), year, period));
    }

    @ParameterizedTest
    @CsvSource({
        "9174639504124, 12908197, check-2",
        "7748317800142, 1770150, check-1",
        "7748317800142, 1770161, check-2",
        "1234567800169, 1770160, check-2",
        "7748317800142, 17701, length",
        "7748317800142, 17701600000000, length",
        "7748317800142, 000000, amount",
        "7748317800142, 1770x60, digits",
        "7748317800142, '', missing"
    })
    void rejectsInvalidPaymentId(String bill, String text, String rule) {
        refusal("payment-id." + rule, () -> PaymentId.parse(BillId.parse(bill), text));
    }

    @Test
    void rejectsPaymentIdWithoutBill() {
        refusal("payment-id.bill", () -> PaymentId.parse(null, "1770160"));
    }

    @Test
    void parsesComputedIdsAndDetectsMostWrongDigits() {
        var random = new Random(22);
        int missed = 0;
        for (int i = 0; i < 2000; i++) {
            var bill = BillId.of(
                    1 + random.nextInt(BillId.MOST_FILE),
                    random.nextInt(1000),
                    BillId.Service.values()[random.nextInt(6)]);
            var amount = new Rial((1L + random.nextInt(99_999_999)) * 1000);
            var payment = PaymentId.of(bill, amount, 1400 + random.nextInt(10), random.nextInt(100));
            assertEquals(payment, PaymentId.parse(BillId.parse(bill.value()), payment.value()));
            assertEquals(amount, payment.amount());
            int at = random.nextInt(payment.value().length());
            char wrong = (char) ('0' + (payment.value().charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
            try {
                PaymentId.parse(
                        bill,
                        payment.value().substring(0, at)
                                + wrong
                                + payment.value().substring(at + 1));
                missed++;
            } catch (InvalidIdentifier e) {
                assertEquals("payment-id", e.type());
            }
        }
        // remainders 0 and 1 share check digit 0, so a few errors pass; the bank's check of the amount detects those
        assertTrue(missed < 2000 / 100, "missed " + missed);
    }

    @ParameterizedTest
    @CsvSource({"16500, 17000", "16499, 16000", "99999999499, 99999999000", "500, 1000"})
    void roundsAmountsToThousands(long duty, long paid) {
        var bill = BillId.of(1, 1, BillId.Service.MUNICIPALITY);
        assertEquals(new Rial(paid), PaymentId.of(bill, new Rial(duty), 1405, 1).amount());
    }

    @ParameterizedTest
    @CsvSource({"0", "499", "99999999500", "100000000000"})
    void rejectsAmountsOutsidePaymentIdRange(long duty) {
        var bill = BillId.of(1, 1, BillId.Service.MUNICIPALITY);
        refusal("payment-id.amount", () -> PaymentId.of(bill, new Rial(duty), 1405, 1));
    }

    @Test
    void yearAndPeriodHaveLimits() {
        var bill = BillId.of(1, 1, BillId.Service.MUNICIPALITY);
        assertEquals(PaymentId.of(bill, new Rial(1000), 1405, 1), PaymentId.of(bill, new Rial(1000), 5, 1));
        refusal("payment-id.period", () -> PaymentId.of(bill, new Rial(1000), 1405, 100));
        refusal("payment-id.year", () -> PaymentId.of(bill, new Rial(1000), -1, 1));
    }

    @Test
    void splitsLargeDutyIntoPayableParts() {
        assertEquals(List.of(), PaymentId.split(new Rial(499)));
        assertEquals(List.of(new Rial(1000)), PaymentId.split(new Rial(999)));
        assertEquals(List.of(PaymentId.MOST), PaymentId.split(PaymentId.MOST));
        assertEquals(
                List.of(PaymentId.MOST, PaymentId.MOST, new Rial(7000)),
                PaymentId.split(new Rial(2 * 99_999_999_000L + 6_501)));
    }
}
