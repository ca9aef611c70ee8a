package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a case owes. */
public record Bills(List<Bill> items) {

    /**
     * @param billId    bill ID (شناسه قبض)
     * @param paymentId payment ID (شناسه پرداخت)
     * @param amount    rial
     * @param state     {@code open}, {@code pending}, {@code paid} or {@code cancelled}
     */
    public record Bill(
            UUID id, String billId, String paymentId, long amount, String state, List<Duty> duties, Receipt receipt) {}

    /** One duty. @param amount rial */
    public record Duty(String code, String titleEn, String titleFa, long amount) {}

    /** The bank's word that it was paid. @param amount rial */
    public record Receipt(
            String gateway, String terminal, String reference, long amount, Instant verified, Instant settled) {}
}
